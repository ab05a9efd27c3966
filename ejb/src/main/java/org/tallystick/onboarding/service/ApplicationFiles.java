package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.tallystick.access.service.OwnerInvitations;
import org.tallystick.enrolment.service.Registrations;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.MerchantApplication;

/** Puts together what both sides look at. Whoever calls has found the application by code or institution. */
@ApplicationScoped
class ApplicationFiles {
    private final ApplicationRepository repository;
    private final DocumentRepository documents;
    private final Policies policies;
    private final Registrations register;
    private final OwnerInvitations owners;

    @Inject
    ApplicationFiles(
            ApplicationRepository repository,
            DocumentRepository documents,
            Policies policies,
            Registrations register,
            OwnerInvitations owners) {
        this.repository = repository;
        this.documents = documents;
        this.policies = policies;
        this.register = register;
        this.owners = owners;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ApplicationFiles() {
        this(null, null, null, null, null);
    }

    ApplicationFile of(MerchantApplication application) {
        String number = application.number();
        List<ApplicationDocument> present = documents.of(number);
        return new ApplicationFile(
                application,
                repository.history(number),
                present,
                missing(application, present),
                register.progress(repository.terminals(number)),
                application.ownerId().filter(owners::isOpen).isPresent());
    }

    List<DocumentKind> missing(MerchantApplication application) {
        return missing(application, documents.of(application.number()));
    }

    private List<DocumentKind> missing(MerchantApplication application, List<ApplicationDocument> present) {
        return policies.of(application.acquirer(), application.kind())
                .missing(present.stream().map(ApplicationDocument::kind).toList());
    }
}
