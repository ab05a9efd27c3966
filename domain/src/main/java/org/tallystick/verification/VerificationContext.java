package org.tallystick.verification;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the reader brings to the file: trust, time, and perhaps the platform's knowledge.
 *
 * @param at time of the check; nothing is judged by it except how long a witness may take, a ledger time ahead of it, and whether the
 *     newest timestamp still counts
 * @param online asked once, for files that parse; absent when verifying offline
 * @param purpose what for; with {@code at} it chooses the policy
 */
public record VerificationContext(
        TrustAnchors anchors, Instant at, Optional<Function<Inquiry, OnlineFacts>> online, Purpose purpose) {

    /** Without asking anybody. */
    public static VerificationContext offline(TrustAnchors anchors, Instant at) {
        return new VerificationContext(anchors, at, Optional.empty(), Purpose.CONSUMER);
    }

    /** With what {@code source} knows about the receipt in question. */
    public static VerificationContext online(TrustAnchors anchors, Instant at, Function<Inquiry, OnlineFacts> source) {
        return new VerificationContext(anchors, at, Optional.of(source), Purpose.CONSUMER);
    }

    /** The same for another purpose than a consumer's. */
    public VerificationContext with(Purpose other) {
        return new VerificationContext(anchors, at, online, other);
    }

    /** Which questions decide. */
    public VerificationPolicy policy() {
        return VerificationPolicies.inForce(purpose, at);
    }
}
