package org.tallystick.training.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.FormView;
import org.tallystick.access.web.ViewerView;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.training.Lesson;
import org.tallystick.training.Pass;
import org.tallystick.training.service.Training;

/** The lessons, what the viewer has passed of them, and the staff for its owner; or one lesson with its check. */
@Named("training")
@RequestScoped
public class TrainingView {
    static final String SCORE = "tallystick.training-score";

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private FormView form;

    @Inject
    private Training service;

    private @Nullable List<Pass> own;

    /** A lesson as a row; {@code passed} is null as long as it is not. */
    public record Row(String slug, String title, String about, @Nullable Moment passed) {}

    /** Somebody of the staff; {@code missing} are titles of lessons. */
    public record Learner(String name, String login, int passed, String missing) {}

    /** A question; {@code state} is pass or fail once it has been answered, else empty. */
    public record Question(int number, String text, List<Option> options, String state, String why) {}

    /** An answer to choose. */
    public record Option(String value, String text, boolean chosen) {}

    public List<Row> getLessons() {
        return Arrays.stream(Lesson.values())
                .map(lesson -> new Row(lesson.slug(), text(lesson, "title"), text(lesson, "about"), passed(lesson)))
                .toList();
    }

    public int getPassed() {
        return own().size();
    }

    public int getAll() {
        return Lesson.values().length;
    }

    public boolean isOwner() {
        return viewers.viewer().role() == Role.MERCHANT_OWNER;
    }

    public List<Learner> getStaff() {
        return service.staff(viewers.viewer()).stream().map(this::learner).toList();
    }

    public String getTitle() {
        return text(lesson(), "title");
    }

    public String getAbout() {
        return text(lesson(), "about");
    }

    /** What to know, point by point. */
    public List<String> getPoints() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(i -> lesson().slug() + "." + i)
                .filter(texts()::has)
                .map(texts()::get)
                .toList();
    }

    /** When the viewer passed this lesson, or null. */
    public @Nullable Moment getDone() {
        return passed(lesson());
    }

    public List<Question> getQuestions() {
        return IntStream.rangeClosed(1, Lesson.QUESTIONS)
                .mapToObj(this::question)
                .toList();
    }

    /** Whether an answered check is shown. */
    public boolean isAnswered() {
        return request.getAttribute(SCORE) != null;
    }

    public String getResult() {
        return texts().get("result", request.getAttribute(SCORE), Lesson.QUESTIONS);
    }

    private Question question(int number) {
        String key = "q" + number;
        String given = form.value(key);
        boolean right = lesson().isRight(number, given);
        return new Question(
                number,
                text(lesson(), key),
                Stream.of("a", "b", "c")
                        .map(option -> new Option(option, text(lesson(), key + "." + option), option.equals(given)))
                        .toList(),
                isAnswered() ? right ? "pass" : "fail" : "",
                text(lesson(), key + ".why"));
    }

    private Learner learner(Training.Learner learner) {
        List<Lesson> passed = learner.passes().stream().map(Pass::lesson).toList();
        List<String> missing = Arrays.stream(Lesson.values())
                .filter(lesson -> !passed.contains(lesson))
                .map(lesson -> text(lesson, "title"))
                .toList();
        return new Learner(
                learner.account().name(),
                learner.account().login(),
                passed.size(),
                String.join(texts().get("and"), missing));
    }

    private @Nullable Moment passed(Lesson lesson) {
        return own().stream()
                .filter(pass -> pass.lesson() == lesson)
                .map(pass -> Moment.of(Instant.ofEpochMilli(pass.passedAt())))
                .findFirst()
                .orElse(null);
    }

    private Lesson lesson() {
        return Lesson.ofSlug(viewers.path("lesson"))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such lesson."));
    }

    private List<Pass> own() {
        if (own == null) {
            own = service.own(viewers.viewer());
        }
        return own;
    }

    private String text(Lesson lesson, String key) {
        return texts().get(lesson.slug() + "." + key);
    }

    private Texts texts() {
        return Texts.of("Training", Preferences.of(request).language().locale());
    }
}
