package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.service.Registrations;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.OnboardingPolicy;
import org.tallystick.shared.ShopTime;

/** To whom a merchant may apply, and with what. For everybody. */
@ApplicationScoped
@PermitAll
public class Policies {
    private final PolicyRepository repository;
    private final Registrations register;
    private final Clock clock;

    /** An institution and the kinds of applicants it takes. */
    public record Institution(Acquirer acquirer, List<OnboardingPolicy> policies) {}

    @Inject
    Policies(PolicyRepository repository, Registrations register, Clock clock) {
        this.repository = repository;
        this.register = register;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Policies() {
        this(null, null, null);
    }

    /** Institutions that take anybody. */
    public List<Institution> institutions() {
        return register.acquirers().stream()
                .map(acquirer -> new Institution(acquirer, offered(acquirer.code())))
                .filter(institution -> !institution.policies().isEmpty())
                .toList();
    }

    public Optional<Institution> institution(String code) {
        return institutions().stream()
                .filter(institution -> institution.acquirer().code().equals(code))
                .findFirst();
    }

    /** The policy, offered or not: an application begun under it is judged by it. */
    OnboardingPolicy of(String acquirer, ApplicantKind kind) {
        return Optional.ofNullable(
                        repository.of(acquirer, ShopTime.today(clock)).get(kind))
                .orElseThrow(() -> new IllegalStateException("no onboarding policy for " + kind));
    }

    private List<OnboardingPolicy> offered(String acquirer) {
        return repository.of(acquirer, ShopTime.today(clock)).values().stream()
                .filter(OnboardingPolicy::offered)
                .toList();
    }
}
