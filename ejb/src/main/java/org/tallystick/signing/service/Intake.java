package org.tallystick.signing.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignedBill;

/**
 * A bill that may be stored: its sender is proven, its members are possible.
 *
 * @param terminalEntry the terminal's signature, present exactly if it verified
 * @param cause why it is unsigned; empty if it is signed
 * @param late delivered more than 15 minutes after signing
 * @param arrival time of arrival at this node
 * @param fitAtArrival whether the certificate counted then; it may have counted at an earlier proven time alone
 */
record Intake(
        SignedBill sent,
        Bill bill,
        Optional<JwsEntry> terminalEntry,
        Optional<Cause> cause,
        boolean late,
        Set<Finding> findings,
        Instant arrival,
        boolean fitAtArrival) {

    boolean verified() {
        return terminalEntry.isPresent();
    }

    ReceiptStatus status() {
        return cause.isPresent() ? ReceiptStatus.UNSIGNED : ReceiptStatus.SIGNED;
    }

    /** Whether its signature is not the first that the bill came with, as far as is known. */
    boolean isSignedLater() {
        return findings.contains(Finding.SIGNED_LATER);
    }

    Intake signedLater() {
        Set<Finding> more = EnumSet.of(Finding.SIGNED_LATER);
        more.addAll(findings);
        return new Intake(sent, bill, terminalEntry, cause, late, more, arrival, fitAtArrival);
    }

    Intake because(Cause other) {
        return new Intake(sent, bill, terminalEntry, Optional.of(other), late, findings, arrival, fitAtArrival);
    }
}
