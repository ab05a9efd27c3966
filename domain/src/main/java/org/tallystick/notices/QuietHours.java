package org.tallystick.notices;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.tallystick.shared.ShopTime;

/** Hours of the shops' day in which nobody wants letters; they may go past midnight. The beginning belongs to them, the end does not. */
public record QuietHours(LocalTime from, LocalTime to) {
    /** @throws IllegalArgumentException if both are the same: that would be always, or never */
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours begin and end at the same time");
        }
    }

    public boolean contains(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** @return that moment, or the end of the quiet hours it falls into */
    public Instant after(Instant moment) {
        ZonedDateTime local = moment.atZone(ShopTime.ZONE);
        LocalTime time = local.toLocalTime();
        if (!contains(time)) {
            return moment;
        }
        LocalDate day =
                time.isBefore(to) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
        return day.atTime(to).atZone(ShopTime.ZONE).toInstant();
    }
}
