package org.tallystick.following.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.tallystick.access.service.SecretBox;
import org.tallystick.following.FollowText;
import org.tallystick.following.News;
import org.tallystick.following.service.FollowerRepository.Follower;
import org.tallystick.following.service.FollowerRepository.State;
import org.tallystick.notices.service.Letter;
import org.tallystick.notices.service.MailTransport;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.ReceiptNumber;

/** Writes to followers: the question whether they want to hear, and what is new of their receipt. Outside of any transaction. */
@ApplicationScoped
@PermitAll
public class FollowCourier {
    private static final Logger LOG = Logger.getLogger(FollowCourier.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int AT_ONCE = 50;

    /** Characters of the secret before the address. */
    private static final int TOKEN = 22;

    private final FollowerRepository followers;
    private final MailTransport mail;
    private final SecretBox box;
    private final Settings settings;
    private final Clock clock;

    @Inject
    FollowCourier(FollowerRepository followers, MailTransport mail, SecretBox box, Settings settings, Clock clock) {
        this.followers = followers;
        this.mail = mail;
        this.box = box;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected FollowCourier() {
        this(null, null, null, null, null);
    }

    /** Those who are to be written to now; they are this server's for some minutes. */
    @Transactional
    public List<Follower> take() {
        Instant now = clock.instant();
        followers.forget(now);
        return mail.isConfigured()
                ? followers.due(now, AT_ONCE).stream()
                        .filter(one -> followers.take(one, now.plus(LEASE)))
                        .toList()
                : List.of();
    }

    /** What came of a letter. */
    enum Sent {
        /** The holder has heard all there is. */
        DONE,
        /** This one could not be handed over; others may. */
        REFUSED,
        /** The server of letters does not answer. */
        NO_SERVER
    }

    Sent send(Follower follower) {
        String opened = new String(box.open(follower.sealed(), Followers.owner(follower.id())), StandardCharsets.UTF_8);
        String page = settings.baseUrl() + "/follow/" + opened.substring(0, TOKEN);
        Optional<FollowText.Words> words = words(follower, page);
        if (words.isEmpty()) {
            return Sent.DONE;
        }
        try {
            mail.send(
                    Ids.random(),
                    opened.substring(TOKEN),
                    new Letter(words.get().subject(), words.get().text(), Optional.of(page + "/stop")));
            return Sent.DONE;
        } catch (AddressException e) {
            LOG.fine("An address of a follower is none that a mail server takes");
            return Sent.DONE;
        } catch (SendFailedException e) {
            LOG.fine("The SMTP server does not take the address of a follower");
            return Sent.REFUSED;
        } catch (MessagingException e) {
            LOG.warning("A letter to a follower could not be handed to the SMTP server and is tried again: "
                    + e.getMessage());
            return Sent.NO_SERVER;
        }
    }

    private Optional<FollowText.Words> words(Follower follower, String page) {
        FollowText text = FollowText.of(follower.language());
        String number = ReceiptNumber.grouped(follower.number());
        if (follower.state() == State.ASKED) {
            return Optional.of(text.question(number, page));
        }
        List<News> news = follower.stands().since(follower.told(), follower.wish());
        return news.isEmpty()
                ? Optional.empty()
                : Optional.of(text.news(news, number, settings.baseUrl() + "/r/" + follower.code(), page));
    }

    @Transactional
    public void told(Follower follower) {
        followers.told(follower);
    }

    /** Later, and later still. */
    @Transactional
    public void again(Follower follower) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(follower.attempts(), 9));
        followers.again(follower, clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }
}
