package org.tallystick.onboarding.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.Business;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.onboarding.service.Admissions;
import org.tallystick.onboarding.service.ApplicationDesk;
import org.tallystick.onboarding.service.ApplicationFile;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** One application as the officer of its institution works on it. */
@Named("applicationFile")
@RequestScoped
public class ApplicationFileView {
    static final String ACCOUNT = "tallystick.application-account";

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewers;

    @Inject
    private ApplicationDesk desk;

    @Inject
    private Admissions admissions;

    private @Nullable ApplicationFile file;

    public String getNumber() {
        return application().number();
    }

    public int getVersion() {
        return application().version();
    }

    public String getKind() {
        return application().kind().name();
    }

    public Business getBusiness() {
        return application().business();
    }

    public StateTag getState() {
        return StateTag.of(application().state());
    }

    public Moment getChanged() {
        return Moment.of(Instant.ofEpochMilli(application().changedAt()));
    }

    /** Whether a step can be taken now, by its name. */
    public boolean may(String step) {
        return application().state().may(ApplicationStep.valueOf(step));
    }

    public boolean isAccepted() {
        return application().state().isAccepted();
    }

    public boolean isAsked() {
        return application().state() == ApplicationState.ASKED_BACK;
    }

    public String getMerchantNo() {
        return application().merchantNo().orElse("");
    }

    public boolean isOwnerInvited() {
        return file().ownerInvited();
    }

    /** The settlement account: the last digits, or the whole number if it was just asked for. */
    public String getAccount() {
        return request.getAttribute(ACCOUNT) instanceof String whole
                ? whole
                : application().accountMasked();
    }

    public boolean isAccountOpened() {
        return request.getAttribute(ACCOUNT) != null;
    }

    /** Area of the merchant number that is proposed, or empty. */
    public String getArea() {
        return admissions.area(viewers.viewer(), getBusiness().city()).orElse("");
    }

    public List<Timeline.Event> getTimeline() {
        return Timeline.of(file(), texts(), true);
    }

    public List<DocumentLine> getDocuments() {
        return file().documents().stream().map(DocumentLine::of).toList();
    }

    public List<DocumentKind> getMissing() {
        return file().missing();
    }

    public List<TerminalLine> getTerminals() {
        return file().terminals().stream().map(TerminalLine::of).toList();
    }

    private MerchantApplication application() {
        return file().application();
    }

    private ApplicationFile file() {
        if (file == null) {
            file = desk.file(viewers.viewer(), viewers.path("number"));
        }
        return file;
    }

    private Texts texts() {
        return Texts.of("Onboarding", Preferences.of(request).language().locale());
    }
}
