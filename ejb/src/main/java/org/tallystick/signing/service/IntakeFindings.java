package org.tallystick.signing.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Part;
import org.tallystick.signing.TrustedTime;

/** What can be noticed about a bill without looking at any other (THREATS.md 3.4). */
final class IntakeFindings {
    private IntakeFindings() {}

    static Set<Finding> of(Bill bill, List<Part> parts, Instant signedAt, Instant now) {
        Set<Finding> findings = ofContent(bill, parts);
        if (TrustedTime.isClockSkewed(signedAt, now)) {
            findings.add(Finding.CLOCK_SKEW);
        } else if (TrustedTime.isDeliveredLate(signedAt, now)) {
            findings.add(Finding.DELIVERED_LATE);
        }
        if (TrustedTime.isSaleFarFromSignature(bill.time().toInstant(), signedAt)) {
            findings.add(Finding.TIME_DIFFERS);
        }
        return findings;
    }

    /** Without a signing time only the time of the sale can be compared. */
    static Set<Finding> unsigned(Bill bill, List<Part> parts, Instant now) {
        Set<Finding> findings = ofContent(bill, parts);
        if (TrustedTime.isClockSkewed(bill.time().toInstant(), now)) {
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
}
