package org.tallystick.notices;

import java.time.Instant;
import java.util.Optional;

/**
 * When somebody wants letters.
 *
 * @param quiet hours without letters; empty: none
 * @param alarmsAlways whether alarms are written at once, also in quiet hours
 */
public record Rhythm(Digest digest, Optional<QuietHours> quiet, boolean alarmsAlways) {
    public static final Rhythm AT_ONCE = new Rhythm(Digest.IMMEDIATELY, Optional.empty(), true);

    /** @return when a notice told at that moment may be written about; alarms are never gathered */
    public Instant due(Severity severity, Instant told) {
        boolean alarm = severity == Severity.ALARM;
        if (alarm && alarmsAlways) {
            return told;
        }
        Instant gathered = alarm ? told : digest.after(told);
        return quiet.map(hours -> hours.after(gathered)).orElse(gathered);
    }
}
