package org.tallystick.signing;

import java.time.Duration;
import java.time.Instant;

/** What times say about each other (THREATS.md 3.4). Odd clocks are findings, never refusals. */
public final class TrustedTime {
    /** How far a clock may be ahead and still count as right. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(120);

    private static final Instant BATTERY_LOST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration SALE_TO_SIGNATURE = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration VERY_LATE = Duration.ofDays(35);
    private static final Duration SEAL_TO_ARRIVAL = Duration.ofSeconds(30);

    private TrustedTime() {}

    /**
     * @param arrival ledger time, or the proven time if it is earlier: a signature cannot be younger than its proof
     * @return whether the signer's clock cannot have been right (finding CLOCK_SKEW)
     */
    public static boolean isClockSkewed(Instant iat, Instant arrival) {
        return iat.isAfter(arrival.plus(CLOCK_TOLERANCE)) || iat.isBefore(BATTERY_LOST);
    }

    /** @return whether sale and signature are more than ten minutes apart (finding R22) */
    public static boolean isSaleFarFromSignature(Instant sale, Instant iat) {
        return Duration.between(sale, iat).abs().compareTo(SALE_TO_SIGNATURE) > 0;
    }

    /** @return whether the bill was signed more than 15 minutes before it arrived */
    public static boolean isDeliveredLate(Instant iat, Instant arrival) {
        return iat.isBefore(arrival.minus(LATE));
    }

    /** @return whether the bill was signed more than 35 days before it arrived, which is also a case */
    public static boolean isDeliveredVeryLate(Instant iat, Instant arrival) {
        return iat.isBefore(arrival.minus(VERY_LATE));
    }

    /** @return whether the seal was made at most 30 seconds before its ledger time and not after it */
    public static boolean isSealTimely(Instant sealIat, Instant arrival) {
        return !sealIat.isAfter(arrival) && !arrival.isAfter(sealIat.plus(SEAL_TO_ARRIVAL));
    }
}
