package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.OwnerInvitations;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.service.Registrations;
import org.tallystick.enrolment.service.Registrations.FirstStore;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.Business;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.onboarding.service.ApplicationDesk.Seen;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** What follows a yes: merchant, store and owner with the approval, then the terminals, then their shipment. Each is whole or not at all. */
@ApplicationScoped
@PermitAll
public class Admissions {
    private static final int LONGEST_NUMBER = 64;

    private final ApplicationRepository repository;
    private final Registrations register;
    private final OwnerInvitations owners;
    private final StepLog log;

    @Inject
    Admissions(ApplicationRepository repository, Registrations register, OwnerInvitations owners, StepLog log) {
        this.repository = repository;
        this.register = register;
        this.owners = owners;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Admissions() {
        this(null, null, null, null);
    }

    /** The area that merchant numbers of a city have. */
    public Optional<String> area(Viewer viewer, String city) {
        viewer.require(Role.INSTITUTION_OFFICER);
        return register.area(city);
    }

    /**
     * Makes the merchant with its store, and the owner's account, whose link the applicant's page gives out.
     *
     * @param area four digits of the merchant's number
     * @throws Problem member-invalid: {@code version}; {@code area}; {@code login} if somebody has an account with the applicant's
     */
    @Transactional
    public void approve(Viewer viewer, Seen seen, String area) {
        MerchantApplication application = ApplicationDesk.locked(repository, viewer, seen, ApplicationStep.APPROVE);
        Business business = application.business();
        String merchantNo = register.enlist(
                application.acquirer(),
                area,
                new Merchant.Description(
                        business.name(), business.name(), business.city(), business.region(), business.mcc()),
                store(business));
        String owner =
                owners.prepare(viewer, new OwnerInvitations.Owner(business.login(), business.contact()), merchantNo);
        application.becomes(merchantNo, owner);
        log.take(
                application,
                ApplicationStep.APPROVE,
                merchantNo,
                viewer.login(),
                viewer.audit("application.approve", seen.number()));
    }

    /**
     * Brings the merchant's terminals into the register.
     *
     * @param serials serial numbers of the devices
     * @throws Problem member-invalid: {@code version}; {@code serials}
     */
    @Transactional
    public void assign(Viewer viewer, Seen seen, List<String> serials) {
        MerchantApplication application = ApplicationDesk.locked(repository, viewer, seen, ApplicationStep.ASSIGN);
        if (serials.isEmpty() || serials.size() > Business.MOST_TERMINALS) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "serials", "must be serial numbers");
        }
        List<String> numbers =
                register.assign(application.merchantNo().orElseThrow(), store(application.business()), serials);
        repository.assign(seen.number(), numbers);
        String all = String.join(" ", numbers);
        log.take(
                application,
                ApplicationStep.ASSIGN,
                all,
                viewer.login(),
                viewer.audit("application.assign", seen.number()));
    }

    /** The devices are on their way. @throws Problem member-invalid: {@code version}; {@code carrier}; {@code tracking} */
    @Transactional
    public void ship(Viewer viewer, Seen seen, String carrier, String tracking) {
        MerchantApplication application = ApplicationDesk.locked(repository, viewer, seen, ApplicationStep.SHIP);
        String words = shortText("carrier", carrier) + " " + shortText("tracking", tracking);
        log.take(
                application,
                ApplicationStep.SHIP,
                words,
                viewer.login(),
                viewer.audit("application.ship", seen.number()));
    }

    private static FirstStore store(Business business) {
        return new FirstStore(business.name(), business.address());
    }

    private static String shortText(String field, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NUMBER
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw Problem.member(ProblemType.MEMBER_INVALID, field, "must have 1 to " + LONGEST_NUMBER + " characters");
        }
        return stripped;
    }
}
