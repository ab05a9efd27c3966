package org.tallystick.notices;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A receiver of an organisation.
 *
 * @param oldSecretUntil until when messages are signed with the secret before as well; empty: only the present one is valid
 * @param closed when it asked not to be called any more (410); empty: it is called
 */
public record Webhook(
        String id,
        Audience audience,
        String url,
        Set<NoticeKind> kinds,
        Instant created,
        Optional<Instant> oldSecretUntil,
        Optional<Instant> closed) {
    public Webhook {
        kinds = Set.copyOf(kinds);
    }

    /** The receiver's name. */
    public String host() {
        return URI.create(url).getHost();
    }
}
