package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.access.service.OwnerInvitations;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * The applicant's side. Who has the code of the private link has the application; there is no account before the approval. Everything may
 * be sent twice: what is done already is left as it is.
 */
@ApplicationScoped
@PermitAll
public class Applications {
    private final ApplicationRepository repository;
    private final ApplicationFiles files;
    private final OwnerInvitations owners;
    private final StepLog log;

    @Inject
    Applications(ApplicationRepository repository, ApplicationFiles files, OwnerInvitations owners, StepLog log) {
        this.repository = repository;
        this.files = files;
        this.owners = owners;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Applications() {
        this(null, null, null, null);
    }

    /** The application behind a private link; empty if there is none, or the link has ended. */
    @Transactional
    public Optional<ApplicationFile> find(String code) {
        return repository
                .byCode(OneTimeCode.typed(code).hash())
                .filter(a -> a.linkEnds() > log.now())
                .map(files::of);
    }

    /**
     * Hands the application to the institution.
     *
     * @return what is wrong: {@code documents.missing}; empty when it is handed over, now or before
     */
    @Transactional
    public Optional<String> submit(String code, Origin origin) {
        MerchantApplication application = locked(code);
        if (!application.state().may(ApplicationStep.SUBMIT)) {
            return Optional.empty();
        }
        if (!files.missing(application).isEmpty()) {
            return Optional.of("documents.missing");
        }
        log.take(application, ApplicationStep.SUBMIT, "", "", origin.audit("application.submit", application.number()));
        return Optional.empty();
    }

    /**
     * Answers what the institution asked.
     *
     * @throws Problem member-invalid, {@code answer}
     */
    @Transactional
    public void answer(String code, String answer, Origin origin) {
        MerchantApplication application = locked(code);
        if (application.state().may(ApplicationStep.ANSWER)) {
            String words = StepLog.words("answer", answer);
            log.take(
                    application,
                    ApplicationStep.ANSWER,
                    words,
                    "",
                    origin.audit("application.answer", application.number()));
        }
    }

    /** A fresh link by which the owner chooses a password; empty if there is no owner yet, or there is a password. */
    @Transactional
    public Optional<String> ownerLink(String code, Origin origin) {
        MerchantApplication application = locked(code);
        Optional<String> link = application.ownerId().flatMap(owners::link);
        link.ifPresent(l -> log.note(origin.audit("application.owner-link", application.number())));
        return link;
    }

    private MerchantApplication locked(String code) {
        return repository
                .lockByCode(OneTimeCode.typed(code).hash())
                .filter(a -> a.linkEnds() > log.now())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such application."));
    }
}
