package org.tallystick.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LessonTest {

    @ParameterizedTest
    @EnumSource(Lesson.class)
    void everyQuestionHasOneRightAnswer(Lesson lesson) {
        for (int question = 1; question <= Lesson.QUESTIONS; question++) {
            int asked = question;
            assertThat(Stream.of("a", "b", "c").filter(answer -> lesson.isRight(asked, answer)))
                    .hasSize(1);
        }
        assertThat(Lesson.ofSlug(lesson.slug())).contains(lesson);
    }

    @Test
    void onlyRightAnswersCount() {
        assertThat(Lesson.PAD.score(List.of("b", "c", "a"))).isEqualTo(3);
        assertThat(Lesson.PAD.score(List.of("b", "b", "b"))).isEqualTo(1);
        assertThat(Lesson.PAD.score(List.of("", "bb", "d"))).isZero();
        assertThat(Lesson.PAD.score(List.of())).isZero();
    }
}
