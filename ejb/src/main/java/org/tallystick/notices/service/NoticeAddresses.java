package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.SecretBox;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.service.AddressRepository.Given;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Where the viewer's letters go: the login if it is an e-mail address, or another address that the viewer has shown to hold by typing a
 * code that was sent there. Nobody else is ever written to.
 */
@ApplicationScoped
@PermitAll
public class NoticeAddresses {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODE_LENGTH = 12;
    private static final int MOST_TRIES = 5;
    private static final Duration CODE_LIFE = Duration.ofMinutes(30);
    private static final Duration BETWEEN_CODES = Duration.ofMinutes(2);

    private final AddressRepository addresses;
    private final NoticeListRepository accounts;
    private final SecretBox box;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    NoticeAddresses(
            AddressRepository addresses,
            NoticeListRepository accounts,
            SecretBox box,
            Event<AuditEvent> audit,
            Clock clock) {
        this.addresses = addresses;
        this.accounts = accounts;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NoticeAddresses() {
        this(null, null, null, null, null);
    }

    /** Where letters go now. */
    public Optional<String> address(Viewer viewer) {
        return addresses
                .find(viewer.accountId())
                .filter(Given::confirmed)
                .map(Given::address)
                .or(() -> NoticePreference.address(viewer.login()));
    }

    /** An address that waits for its code. */
    public Optional<String> waiting(Viewer viewer) {
        return addresses
                .find(viewer.accountId())
                .filter(given -> !given.confirmed() && given.until().isAfter(clock.instant()))
                .map(Given::address);
    }

    /**
     * Has a code sent to an address; one that was confirmed before is given up.
     *
     * @throws Problem member-invalid, {@code address}, if it is none or the last code is too young
     */
    @Transactional
    public void ask(Viewer viewer, String typed) {
        String address = NoticePreference.address(typed)
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "address", "must be an e-mail address"));
        accounts.lock(viewer.accountId());
        Instant now = clock.instant();
        boolean young = addresses
                .find(viewer.accountId())
                .filter(given ->
                        given.until().minus(CODE_LIFE).plus(BETWEEN_CODES).isAfter(now))
                .isPresent();
        if (young) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "address", "is in use for a code that was just sent");
        }
        OneTimeCode code = OneTimeCode.create(RANDOM, CODE_LENGTH);
        byte[] sealed =
                box.seal(code.grouped().getBytes(StandardCharsets.UTF_8), AddressCourier.owner(viewer.accountId()));
        addresses.give(viewer.accountId(), new Given(address, false, code.hash(), now.plus(CODE_LIFE), 0), sealed, now);
        audit.fire(viewer.audit("notice-address.ask", viewer.login()));
    }

    /** @return false if this is not the code, or it works no more */
    @Transactional
    public boolean confirm(Viewer viewer, String typed) {
        accounts.lock(viewer.accountId());
        Optional<Given> given = addresses
                .find(viewer.accountId())
                .filter(one -> !one.confirmed()
                        && one.tries() < MOST_TRIES
                        && one.until().isAfter(clock.instant()));
        if (given.isEmpty()) {
            return false;
        }
        byte[] expected = given.get().codeHash().getBytes(StandardCharsets.UTF_8);
        byte[] shown = OneTimeCode.typed(typed).hash().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, shown)) {
            addresses.tried(viewer.accountId());
            return false;
        }
        addresses.confirm(viewer.accountId());
        audit.fire(viewer.audit("notice-address.confirm", viewer.login()));
        return true;
    }

    /** Letters go to the login again, or nowhere. */
    @Transactional
    public void forget(Viewer viewer) {
        accounts.lock(viewer.accountId());
        addresses.remove(viewer.accountId());
        audit.fire(viewer.audit("notice-address.forget", viewer.login()));
    }
}
