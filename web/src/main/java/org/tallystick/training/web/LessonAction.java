package org.tallystick.training.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.training.Lesson;
import org.tallystick.training.service.Training;

/** Looks at the answers of a lesson's check: passed, or shown again with what is right about them. */
@ApplicationScoped
class LessonAction implements PortalAction {
    @Inject
    Training training;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_LESSON;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        Lesson lesson = Lesson.ofSlug(request.path("lesson"))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such lesson."));
        List<String> answers = IntStream.rangeClosed(1, Lesson.QUESTIONS)
                .mapToObj(question -> request.text("q" + question))
                .toList();
        if (answers.contains("")) {
            return ActionResult.again("", "lesson.open");
        }
        int score = training.answer(request.viewer(), lesson, answers);
        if (score == Lesson.QUESTIONS) {
            return ActionResult.done("/merchant/training", "lesson-passed");
        }
        request.show(TrainingView.SCORE, score);
        return ActionResult.shown();
    }
}
