package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.tallystick.access.service.SecretBox;
import org.tallystick.notices.NoticeText;
import org.tallystick.notices.service.AddressRepository.Unsent;
import org.tallystick.notices.service.PreferenceRepository.Person;
import org.tallystick.shared.service.Ids;

/** Sends the codes by which people show that an address is theirs; as long as a code works, once a minute until it is out. */
@ApplicationScoped
@PermitAll
class AddressCourier {
    private static final Logger LOG = Logger.getLogger(AddressCourier.class.getName());
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final AddressRepository addresses;
    private final PreferenceRepository people;
    private final MailTransport transport;
    private final SecretBox box;
    private final Clock clock;

    @Inject
    AddressCourier(
            AddressRepository addresses,
            PreferenceRepository people,
            MailTransport transport,
            SecretBox box,
            Clock clock) {
        this.addresses = addresses;
        this.people = people;
        this.transport = transport;
        this.box = box;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AddressCourier() {
        this(null, null, null, null, null);
    }

    /** Whose sealed code it is: one that was moved to another account does not open. */
    static String owner(String accountId) {
        return "notice-address/" + accountId;
    }

    @Transactional
    public List<Unsent> take() {
        Instant now = clock.instant();
        return addresses.unsent(now).stream()
                .filter(one -> addresses.take(one.accountId(), now, now.plus(AGAIN)))
                .toList();
    }

    /** @return false if the server does not answer */
    boolean send(Unsent unsent) {
        Optional<Person> person = people.person(unsent.accountId());
        return person.isEmpty() || send(unsent, person.get());
    }

    private boolean send(Unsent unsent, Person person) {
        NoticeText words = NoticeText.of(person.wants().language());
        String code = new String(box.open(unsent.sealed(), owner(unsent.accountId())), StandardCharsets.UTF_8);
        try {
            transport.send(
                    Ids.random(),
                    unsent.address(),
                    new Letter(
                            words.get("mail.code.subject"),
                            words.get("mail.lead", person.name()) + "\n\n"
                                    + words.get("mail.code.text", code, person.login()) + "\n"));
            return true;
        } catch (MessagingException e) {
            LOG.warning("A code could not be handed to the SMTP server and is tried again: " + e.getMessage());
            return false;
        }
    }

    @Transactional
    public void sent(Unsent unsent) {
        addresses.sent(unsent.accountId());
    }
}
