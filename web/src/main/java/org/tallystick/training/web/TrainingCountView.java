package org.tallystick.training.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.tallystick.access.web.ViewerView;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.training.service.Training;

/** What an institution sees of a merchant's training: how many of how many people. */
@Named("trainingCount")
@RequestScoped
public class TrainingCountView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private Training training;

    public String getSentence() {
        Training.Count count = training.count(viewers.viewer(), viewers.path("merchant"));
        return Texts.of("Training", Preferences.of(request).language().locale())
                .get("merchant.count", count.whole(), count.people());
    }
}
