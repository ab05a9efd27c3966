package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.ListFault;
import org.tallystick.enrolment.Revocation;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Follows the revocation lists of authorities elsewhere: each is fetched every hour, more often once it is too old; what it says of
 * terminals and authorities becomes so here, with a record in the ledger. A list that does not come changes nothing and is said to be old
 * wherever it matters.
 */
@ApplicationScoped
@PermitAll
public class ExternalLists {
    private static final Logger LOG = Logger.getLogger(ExternalLists.class.getName());
    private static final String ACTOR = "authority's list";
    private static final Duration USUALLY = Duration.ofHours(1);
    private static final Duration WHEN_OLD = Duration.ofMinutes(5);

    private final ExternalAuthorityRepository repository;
    private final ExternalListClient client;
    private final ExternalListStore store;
    private final ExternalTrust trust;
    private final CertificateLifecycle lifecycle;
    private final CertificateDirectory directory;
    private final Ceremonies ceremonies;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ExternalLists(
            ExternalAuthorityRepository repository,
            ExternalListClient client,
            ExternalListStore store,
            ExternalTrust trust,
            CertificateLifecycle lifecycle,
            CertificateDirectory directory,
            Ceremonies ceremonies,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.client = client;
        this.store = store;
        this.trust = trust;
        this.lifecycle = lifecycle;
        this.directory = directory;
        this.ceremonies = ceremonies;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalLists() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Fetches what is due. What goes wrong with one authority's list keeps no other's from being fetched. */
    void follow() {
        for (ExternalAuthority authority : repository.all()) {
            if (authority.isInForce() && authority.listAddress().isPresent() && isDue(authority)) {
                try {
                    fetch(authority);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "The revocation list of " + authority.name() + " cannot be followed", e);
                }
            }
        }
    }

    /**
     * Fetches the authority's list now.
     *
     * @return what is wrong with it; nothing if it was taken
     * @throws Problem not-found
     */
    public Optional<ListFault> fetch(Viewer viewer, String thumbprint) {
        viewer.require(Role.OPERATOR);
        ExternalAuthority authority = repository
                .find(thumbprint)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such authority."));
        return fetch(authority);
    }

    /** The same before a certificate of the authority is given to a terminal. */
    void fetch(String thumbprint) {
        repository.find(thumbprint).ifPresent(this::fetch);
    }

    private boolean isDue(ExternalAuthority authority) {
        Instant now = clock.instant();
        boolean old = authority.listUntil().filter(now::isBefore).isEmpty()
                || authority.fault().filter(ListFault.NOT_APPLIED::equals).isPresent();
        return authority
                .triedAt()
                .filter(last -> now.isBefore(last.plus(old ? WHEN_OLD : USUALLY)))
                .isEmpty();
    }

    private Optional<ListFault> fetch(ExternalAuthority authority) {
        String thumbprint = authority.thumbprint();
        try {
            if (authority.listAddress().isEmpty()) {
                throw new ForeignList.Refused(ListFault.NO_ADDRESS);
            }
            store.take(thumbprint, client.get(authority.listAddress().get()));
            return apply(authority) ? Optional.empty() : Optional.of(ListFault.NOT_APPLIED);
        } catch (ForeignList.Refused e) {
            store.failed(thumbprint, e.fault());
            LOG.log(Level.WARNING, "The revocation list of {0} was not taken: {1}", new Object[] {
                authority.name(), e.fault()
            });
            return Optional.of(e.fault());
        }
    }

    private boolean apply(ExternalAuthority authority) throws ForeignList.Refused {
        String thumbprint = authority.thumbprint();
        try {
            enforce(authority);
            store.applied(thumbprint);
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What the revocation list of " + authority.name() + " says is not so yet", e);
            store.failed(thumbprint, ListFault.NOT_APPLIED);
            return false;
        }
    }

    private void enforce(ExternalAuthority authority) throws ForeignList.Refused {
        String thumbprint = authority.thumbprint();
        for (ExternalListStore.Change change : store.ofTerminals(thumbprint)) {
            apply(authority, change);
        }
        for (ExternalListStore.Change change : store.ofAuthorities(thumbprint)) {
            Revocation end = change.revocation().orElseThrow();
            trust.end(
                    change.thumbprint(),
                    new RevocationOrder(
                            end.reason(), Optional.of(end.effective()), "Revoked by the list of " + authority.name()),
                    ACTOR);
            directory.forgetAll();
            ceremonies.publish();
            tell("external-authority.end", change.thumbprint(), end.reason() + " since " + end.effective());
        }
    }

    private void apply(ExternalAuthority authority, ExternalListStore.Change change) {
        if (change.isHold()) {
            lifecycle.hold(change.thumbprint(), "the list of " + authority.name() + " holds it");
            tell("terminal.hold", change.thumbprint(), "held");
        } else if (change.revocation().isPresent()) {
            Revocation end = change.revocation().get();
            lifecycle.revoke(change.thumbprint(), end, ACTOR);
            tell("terminal.revoke", change.thumbprint(), end.reason() + " since " + end.effective());
        } else {
            lifecycle.resume(change.thumbprint(), "the list of " + authority.name() + " holds it no more");
            tell("terminal.hold", change.thumbprint(), "not held");
        }
    }

    private void tell(String action, String thumbprint, String after) {
        audit.fire(new AuditEvent(ACTOR, "PLATFORM", "", "", action, thumbprint, "", after, ""));
    }
}
