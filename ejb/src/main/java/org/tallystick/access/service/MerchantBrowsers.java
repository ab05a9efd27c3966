package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.NetworkAddress;

/**
 * Knows networks and browsers of a merchant's people again: by their sessions, and by a mark that a browser keeps after somebody of a
 * merchant has signed in with it. Of a mark only the digest is kept; nobody else's browser ever gets one.
 */
@ApplicationScoped
@PermitAll
public class MerchantBrowsers {
    private static final int MOST_ORIGINS = 2_000;

    private final SessionRepository sessions;
    private final Clock clock;

    /**
     * Where a request comes from.
     *
     * @param agent what the browser says of itself
     * @param mark empty if the browser has none
     */
    public record Trace(String remote, String agent, Optional<String> mark) {
        /** Neither: records end up in logs. */
        @Override
        public String toString() {
            return "Trace[****]";
        }
    }

    /** Whether a network, or a browser, is one of the merchant's people. */
    public record Seen(boolean network, boolean device) {}

    @Inject
    MerchantBrowsers(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MerchantBrowsers() {
        this(null, null);
    }

    /**
     * Marks the browser of somebody who signs in.
     *
     * @param shown the mark that it has already
     * @return what it is to keep; empty for people who belong to no merchant
     */
    @Transactional
    public Optional<Token> mark(Account account, Optional<String> shown) {
        if (!account.role().isMerchant()) {
            return Optional.empty();
        }
        Token mark = shown.filter(text -> text.matches("[A-Za-z0-9_-]{43}"))
                .map(Token::new)
                .orElseGet(Token::create);
        sessions.markBrowser(mark.hash(), account.id(), clock.millis());
        return Optional.of(mark);
    }

    /**
     * Compares a request with the sessions of a merchant's people. What a browser says of itself counts only close to a network of theirs:
     * too many telephones say the same.
     *
     * @param window how far back sessions count
     */
    @Transactional
    public Seen of(String merchantNo, Trace trace, Duration window) {
        boolean network = false;
        boolean device = trace.mark()
                .filter(mark -> sessions.isBrowserOf(new Token(mark).hash(), merchantNo))
                .isPresent();
        Optional<NetworkAddress> here = NetworkAddress.of(trace.remote());
        List<String[]> origins = sessions.originsOf(merchantNo, clock.millis() - window.toMillis(), MOST_ORIGINS);
        for (String[] origin : origins) {
            Optional<NetworkAddress> there = NetworkAddress.of(origin[0]);
            if (here.isPresent() && there.isPresent()) {
                network |= here.get().isSame(there.get());
                device |= here.get().isNear(there.get()) && !trace.agent().isEmpty() && origin[1].equals(trace.agent());
            }
        }
        return new Seen(network, device);
    }
}
