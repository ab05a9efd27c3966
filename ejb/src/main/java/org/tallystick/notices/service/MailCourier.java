package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.tallystick.notices.Notice;
import org.tallystick.notices.service.AddressRepository.Unsent;
import org.tallystick.notices.service.MailDesk.Draft;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;

/** Sends what is due, one letter after the other, outside of any transaction. */
@ApplicationScoped
@PermitAll
public class MailCourier {
    private static final Logger LOG = Logger.getLogger(MailCourier.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final MailDesk desk;
    private final AddressCourier codes;
    private final MailTransport transport;
    private final MailSettings mail;
    private final Settings settings;
    private final Clock clock;

    @Inject
    MailCourier(
            MailDesk desk,
            AddressCourier codes,
            MailTransport transport,
            MailSettings mail,
            Settings settings,
            Clock clock) {
        this.desk = desk;
        this.codes = codes;
        this.transport = transport;
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MailCourier() {
        this(null, null, null, null, null, null);
    }

    /**
     * Codes that confirm addresses, then a letter to everybody who has something due. Ends the round when the server does not answer: the
     * others would wait as long.
     */
    public void send() {
        if (!mail.isConfigured()) {
            return;
        }
        Instant now = clock.instant();
        for (Unsent code : codes.take()) {
            if (!codes.send(code)) {
                return;
            }
            codes.sent(code);
        }
        for (String accountId : desk.due(now, now.minus(settings.duration("tallystick.notices.letter-distance")))) {
            if (!send(accountId)) {
                return;
            }
        }
    }

    private boolean send(String accountId) {
        Instant now = clock.instant();
        String id = Ids.random();
        Optional<Draft> draft = desk.claim(accountId, id, now, now.plus(LEASE));
        if (draft.isEmpty()) {
            return true;
        }
        List<Notice> notices = draft.get().notices();
        Optional<String> address = draft.get().person().address();
        if (notices.isEmpty() || address.isEmpty()) {
            desk.end(id, "DROPPED", now);
            return true;
        }
        try {
            transport.send(id, address.get(), Letter.to(draft.get().person(), notices, settings.baseUrl()));
            desk.end(id, "SENT", clock.instant());
            return true;
        } catch (MessagingException e) {
            LOG.warning("A letter could not be handed to the SMTP server and is tried again: " + e.getMessage());
            fail(id, draft.get());
            return false;
        }
    }

    private void fail(String id, Draft draft) {
        Instant now = clock.instant();
        RetrySettings.plan(settings)
                .next(draft.attempts() + 1, draft.made(), now, RANDOM.nextDouble())
                .map(draft::after)
                .ifPresentOrElse(next -> desk.again(id, next), () -> desk.end(id, "GIVEN_UP", now));
    }
}
