package org.tallystick.following.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.service.SecretBox;
import org.tallystick.following.Wish;
import org.tallystick.following.service.FollowerRepository.Follower;
import org.tallystick.following.service.FollowerRepository.Fresh;
import org.tallystick.following.service.FollowerRepository.State;
import org.tallystick.notices.NoticePreference;
import org.tallystick.notices.service.MailTransport;
import org.tallystick.retention.PartsErased;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;

/** Lets whoever has a receipt's link hear about it: asked for, confirmed by the address's holder, ended by a press of a button. */
@ApplicationScoped
@PermitAll
public class Followers {
    /** Letters of one address that ask for confirmation within a day. */
    static final int MOST_QUESTIONS = 5;

    /** Addresses that follow one receipt. */
    static final int MOST_OF_RECEIPT = 10;

    private static final Duration TO_CONFIRM = Duration.ofDays(1);
    private static final String LIFE = "tallystick.following.life";

    private final FollowerRepository followers;
    private final MailTransport mail;
    private final SecretBox box;
    private final Settings settings;
    private final Clock clock;

    /** What stands behind a letter's link. @param code of the receipt's own link */
    public record Followed(String code, String number, Wish wish, boolean confirmed) {}

    @Inject
    Followers(FollowerRepository followers, MailTransport mail, SecretBox box, Settings settings, Clock clock) {
        this.followers = followers;
        this.mail = mail;
        this.box = box;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Followers() {
        this(null, null, null, null, null);
    }

    /** Addresses that follow a receipt go with its parts. */
    void partsErased(@Observes PartsErased erased) {
        erased.numbers().forEach(followers::removeOf);
    }

    /** Whose sealed address it is: one that was moved to another row does not open. */
    static String owner(String id) {
        return "receipt-follower/" + id;
    }

    /** Whether letters are written here at all. */
    public boolean isOffered() {
        return mail.isConfigured();
    }

    /**
     * Asks for letters about a receipt. What comes of it is not told to whoever asks: whether the address was known, has confirmed, or was
     * written to too often.
     *
     * @throws Problem member-invalid naming {@code address}, if it is none, or {@code wish}, if nothing is wished
     */
    @Transactional
    public void ask(String code, String typed, Wish wish, Locale language) {
        String address = NoticePreference.address(typed.strip())
                .filter(one -> one.chars().allMatch(c -> c > ' ' && c != '<' && c != '>' && c != ',' && c != ';'))
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "address", "must be an e-mail address"));
        if (!wish.isAny()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "wish", "must name something");
        }
        if (!isOffered() || !followers.hold(code)) {
            return;
        }
        Instant now = clock.instant();
        String mark = box.mark(address.toLowerCase(Locale.ROOT), "follower");
        if (followers.find(code, mark).isPresent()
                || followers.askedBy(mark, now.minus(TO_CONFIRM)) >= MOST_QUESTIONS
                || followers.of(code) >= MOST_OF_RECEIPT) {
            return;
        }
        String id = Ids.random();
        String token = Ids.random();
        byte[] sealed = box.seal((token + address).getBytes(StandardCharsets.UTF_8), owner(id));
        followers.add(new Fresh(id, code, mark, sealed, hash(token), language, wish), now, now.plus(TO_CONFIRM));
    }

    /** What a letter's link leads to; empty if it has ended. */
    @Transactional
    public Optional<Followed> open(String token) {
        return byToken(token)
                .map(one -> new Followed(one.code(), one.number(), one.wish(), one.state() == State.CONFIRMED));
    }

    /** The holder of the address wants to hear. */
    @Transactional
    public void confirm(String token) {
        byToken(token)
                .filter(one -> one.state() != State.CONFIRMED)
                .ifPresent(one -> followers.confirm(one, clock.instant().plus(settings.duration(LIFE))));
    }

    /** The holder of the address has had enough: nothing of it stays. */
    @Transactional
    public void stop(String token) {
        byToken(token).ifPresent(one -> followers.remove(one.id()));
    }

    private Optional<Follower> byToken(String token) {
        return followers.byToken(hash(token), clock.instant());
    }

    private static String hash(String token) {
        return Base64Url.encode(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }
}
