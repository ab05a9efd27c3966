package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject json = StrictJson.parse(
            "{\"a\":\"x\",\"n\":null,\"o\":{\"l\":[{\"k\":1},{\"k\":\"1\"}],\"s\":[1]}}"
                    .getBytes(StandardCharsets.UTF_8),
            StrictJson.Limits.BILL);

    @Test
    void namesTheMissingMember() {
        Problem problem = catchThrowableOfType(Problem.class, () -> json.string("b"));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
        assertThat(problem.errors()).containsExactly(new Problem.MemberError("b", "is missing"));
    }

    @Test
    void countsNullAsMissing() {
        assertThat(json.optionalString("n")).isEmpty();
        assertThatThrownBy(() -> json.string("n")).hasMessageContaining("is missing");
    }

    @Test
    void namesTheWholePathAndRaisesWhatItWasTold() {
        JsonObject second = json.raising(ProblemType.MEMBER_INVALID)
                .object("o")
                .objects("l")
                .get(1);

        Problem problem = catchThrowableOfType(Problem.class, () -> second.integer("k"));

        assertThat(problem.type()).isEqualTo(ProblemType.MEMBER_INVALID);
        assertThat(problem.errors()).containsExactly(new Problem.MemberError("o.l[1].k", "must be a whole number"));
    }

    @Test
    void refusesOtherKinds() {
        assertThatThrownBy(() -> json.integer("a")).hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> json.bool("a")).hasMessageContaining("must be true or false");
        assertThatThrownBy(() -> json.object("a")).hasMessageContaining("must be an object");
        assertThatThrownBy(() -> json.objects("a")).hasMessageContaining("must be an array");
        assertThatThrownBy(() -> json.optionalInteger("a")).hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> json.object("o").string("l")).hasMessageContaining("must be a string");
        assertThatThrownBy(() -> json.object("o").strings("s")).hasMessageContaining("o.s[0]");
    }

    @Test
    void isEmptyWhereAnArrayIsAbsent() {
        assertThat(json.objects("x")).isEmpty();
        assertThat(json.strings("x")).isEmpty();
    }

    @Test
    void refusesFurtherMembersWithoutNamingThem() {
        json.onlyMembers(Set.of("a", "n", "o"));

        assertThatThrownBy(() -> json.object("o").onlyMembers(Set.of("l")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("\"o\" has a member that is not allowed");
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> json.asMap().put("a", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> json.object("o").asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
