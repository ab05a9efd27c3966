package org.tallystick.onboarding.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.Business;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.onboarding.service.ApplicationFile;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The applicant's page: where the application stands, and what is to be done now. */
@Named("applicant")
@RequestScoped
public class ApplicantView {
    private static final String FILE = "tallystick.application";
    private static final String CODE = "tallystick.application-code";
    private static final String OWNER_LINK = "tallystick.owner-link";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Settings settings;

    static void show(HttpServletRequest request, ApplicationFile file, String code) {
        request.setAttribute(FILE, file);
        request.setAttribute(CODE, OneTimeCode.typed(code).grouped());
    }

    static void show(HttpServletRequest request, String ownerLink) {
        request.setAttribute(OWNER_LINK, ownerLink);
    }

    static Optional<ApplicationFile> file(HttpServletRequest request) {
        return Optional.ofNullable((ApplicationFile) request.getAttribute(FILE));
    }

    /** Local address of the applicant's page. */
    static String link(HttpServletRequest request) {
        return "/application/" + request.getAttribute(CODE);
    }

    public String getNumber() {
        return application().number();
    }

    public String getKind() {
        return application().kind().name();
    }

    public Business getBusiness() {
        return application().business();
    }

    public String getAccount() {
        return application().accountMasked();
    }

    public StateTag getState() {
        return StateTag.of(application().state());
    }

    public boolean isDraft() {
        return application().state() == ApplicationState.DRAFT;
    }

    public boolean isOpen() {
        return application().state().isOpenToApplicant();
    }

    public boolean isAsked() {
        return application().state() == ApplicationState.ASKED_BACK;
    }

    public boolean isAccepted() {
        return application().state().isAccepted();
    }

    public String getMerchantNo() {
        return application().merchantNo().orElse("");
    }

    /** What the institution asked or said last: its question, or its reason. */
    public String getWords() {
        return file().history().isEmpty()
                ? ""
                : file().history().get(file().history().size() - 1).words();
    }

    public List<Timeline.Event> getTimeline() {
        return Timeline.of(file(), texts(), false);
    }

    public List<DocumentLine> getDocuments() {
        return file().documents().stream().map(DocumentLine::of).toList();
    }

    /** Kinds of documents that are still missing. */
    public List<DocumentKind> getMissing() {
        return file().missing();
    }

    /** All kinds, those that are missing first. */
    public List<DocumentKind> getKinds() {
        return Stream.concat(file().missing().stream(), Arrays.stream(DocumentKind.values()))
                .distinct()
                .toList();
    }

    public List<TerminalLine> getTerminals() {
        return file().terminals().stream().map(TerminalLine::of).toList();
    }

    /** Whether the owner can still be given a link. */
    public boolean isOwnerInvited() {
        return file().ownerInvited();
    }

    /** The owner's link that was just made, or empty. */
    public String getOwnerLink() {
        return request.getAttribute(OWNER_LINK) instanceof String link ? link : "";
    }

    /** Local address of this page. */
    public String getHere() {
        return link(request);
    }

    /** The private link, to be kept. */
    public String getLink() {
        return settings.baseUrl() + getHere();
    }

    public Moment getLinkEnds() {
        return Moment.of(Instant.ofEpochMilli(application().linkEnds()));
    }

    private MerchantApplication application() {
        return file().application();
    }

    private ApplicationFile file() {
        return file(request).orElseThrow();
    }

    private Texts texts() {
        return Texts.of("Onboarding", Preferences.of(request).language().locale());
    }
}
