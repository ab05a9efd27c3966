package org.tallystick.signing.service;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Part;

/** What can be noticed about a bill without looking at any other (THREATS.md 3.4). */
final class IntakeFindings {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(120);
    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration SALE_TO_SIGNATURE = Duration.ofMinutes(10);
    private static final Instant BATTERY_LOST = Instant.parse("2020-01-01T00:00:00Z");

    private IntakeFindings() {}

    static Set<Finding> of(Bill bill, List<Part> parts, Instant signedAt, Instant now) {
        Set<Finding> findings = ofContent(bill, parts);
        if (oddClock(signedAt, now)) {
            findings.add(Finding.CLOCK_SKEW);
        } else if (signedAt.isBefore(now.minus(LATE))) {
            findings.add(Finding.DELIVERED_LATE);
        }
        if (Duration.between(bill.time().toInstant(), signedAt).abs().compareTo(SALE_TO_SIGNATURE) > 0) {
            findings.add(Finding.TIME_DIFFERS);
        }
        return findings;
    }

    /** Without a signing time only the time of the sale can be compared. */
    static Set<Finding> unsigned(Bill bill, List<Part> parts, Instant now) {
        Set<Finding> findings = ofContent(bill, parts);
        if (oddClock(bill.time().toInstant(), now)) {
            findings.add(Finding.CLOCK_SKEW);
        }
        return findings;
    }

    private static Set<Finding> ofContent(Bill bill, List<Part> parts) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        if (!bill.linesAddUp(parts)) {
            findings.add(Finding.AMOUNTS_DIFFER);
        }
        return findings;
    }

    private static boolean oddClock(Instant claimed, Instant now) {
        return claimed.isAfter(now.plus(CLOCK_TOLERANCE)) || claimed.isBefore(BATTERY_LOST);
    }
}
