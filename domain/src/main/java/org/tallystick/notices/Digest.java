package org.tallystick.notices;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.shared.ShopTime;

/** How letters are gathered. */
public enum Digest {
    IMMEDIATELY,
    /** At every full hour. */
    HOURLY,
    /** Every morning at nine, shops' time. */
    DAILY;

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** @return when something told at that moment is written about */
    public Instant after(Instant moment) {
        ZonedDateTime local = moment.atZone(ShopTime.ZONE);
        return switch (this) {
            case IMMEDIATELY -> moment;
            case HOURLY -> moment.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            case DAILY -> {
                ZonedDateTime today = local.with(MORNING);
                yield (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
            }
        };
    }

    /** The one of this name, if there is one. */
    public static Optional<Digest> of(String name) {
        return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
    }
}
