package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The officer's side: applications to the own institution, looked at, asked back and declined. */
@ApplicationScoped
@PermitAll
public class ApplicationDesk {
    /** Applications of one page of the list. */
    public static final int ROWS = 50;

    private final ApplicationRepository repository;
    private final ApplicationFiles files;
    private final Secrets secrets;
    private final StepLog log;

    /**
     * Which application, and which version of it the officer was looking at.
     *
     * @throws Problem member-invalid, {@code version}, from whatever is given an older one than there is
     */
    public record Seen(String number, int version) {}

    @Inject
    ApplicationDesk(ApplicationRepository repository, ApplicationFiles files, Secrets secrets, StepLog log) {
        this.repository = repository;
        this.files = files;
        this.secrets = secrets;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ApplicationDesk() {
        this(null, null, null, null);
    }

    /** A page of applications: those that wait for the institution first. @param state empty: all */
    public List<MerchantApplication> list(Viewer viewer, Optional<ApplicationState> state, String text, int page) {
        return repository.find(sought(viewer, state, text), page * ROWS, ROWS);
    }

    public long count(Viewer viewer, Optional<ApplicationState> state, String text) {
        return repository.count(sought(viewer, state, text));
    }

    /** How many there are in each state. */
    public Map<ApplicationState, Long> counts(Viewer viewer) {
        return repository.counts(institution(viewer));
    }

    /** @throws Problem not-found for an application to another institution, and for drafts */
    @Transactional
    public ApplicationFile file(Viewer viewer, String number) {
        return files.of(repository.ofInstitution(number, institution(viewer)).orElseThrow(ApplicationDesk::unknown));
    }

    /** The whole number of the settlement account. */
    @Transactional
    public String account(Viewer viewer, String number) {
        MerchantApplication application =
                repository.ofInstitution(number, institution(viewer)).orElseThrow(ApplicationDesk::unknown);
        log.note(viewer.audit("application.account-opened", number));
        return new String(secrets.open(application.accountSealed(), number), StandardCharsets.US_ASCII);
    }

    /**
     * Takes it into review, asks the applicant back, or declines it.
     *
     * @param step {@code TAKE}, {@code ASK} or {@code DECLINE}
     * @param words for the applicant; none with {@code TAKE}
     */
    @Transactional
    public void decide(Viewer viewer, Seen seen, ApplicationStep step, String words) {
        if (!EnumSet.of(ApplicationStep.TAKE, ApplicationStep.ASK, ApplicationStep.DECLINE)
                .contains(step)) {
            throw new IllegalArgumentException(step + " is not decided alone");
        }
        MerchantApplication application = locked(repository, viewer, seen, step);
        String said = step == ApplicationStep.TAKE
                ? ""
                : StepLog.words(step == ApplicationStep.ASK ? "question" : "reason", words);
        log.take(
                application,
                step,
                said,
                viewer.login(),
                viewer.audit("application." + step.name().toLowerCase(Locale.ROOT), seen.number()));
    }

    /** The application, locked, if it still is what the officer saw and the step can be taken. */
    static MerchantApplication locked(
            ApplicationRepository repository, Viewer viewer, Seen seen, ApplicationStep step) {
        MerchantApplication application =
                repository.lockOfInstitution(seen.number(), institution(viewer)).orElseThrow(ApplicationDesk::unknown);
        if (application.version() != seen.version() || !application.state().may(step)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "version", "has been changed by somebody else meanwhile");
        }
        return application;
    }

    private static ApplicationRepository.Sought sought(Viewer viewer, Optional<ApplicationState> state, String text) {
        Set<ApplicationState> states = state.<Set<ApplicationState>>map(EnumSet::of)
                .orElseGet(() -> EnumSet.complementOf(EnumSet.of(ApplicationState.DRAFT)));
        return new ApplicationRepository.Sought(institution(viewer), states, text);
    }

    private static String institution(Viewer viewer) {
        viewer.require(Role.INSTITUTION_OFFICER);
        return viewer.scope().orElseThrow();
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such application.");
    }
}
