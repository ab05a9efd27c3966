package org.tallystick.signing.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignedBill;

/**
 * A bill that may be stored: its sender is proven, its members are possible.
 *
 * @param payloadDigest SHA-256 of what was signed
 * @param terminalEntry the terminal's signature, present exactly if it verified
 * @param cause why it is unsigned; empty if it is signed
 * @param late delivered more than 15 minutes after signing
 * @param arrival time of arrival at this node
 * @param causeAtArrival why it would be unsigned without an earlier proven time; empty if the certificate counts now too
 */
record Intake(
        SignedBill sent,
        Bill bill,
        byte[] payloadDigest,
        Optional<JwsEntry> terminalEntry,
        Optional<Cause> cause,
        boolean late,
        Set<Finding> findings,
        Instant arrival,
        Optional<Cause> causeAtArrival) {

    /** How it came: nothing but REST yet. */
    Channel channel() {
        return Channel.REST;
    }

    boolean verified() {
        return terminalEntry.isPresent();
    }

    ReceiptStatus status() {
        return cause.isPresent() ? ReceiptStatus.UNSIGNED : ReceiptStatus.SIGNED;
    }

    boolean fitAtArrival() {
        return causeAtArrival.isEmpty();
    }

    /** Whether its signature is not the first that the bill came with, as far as is known. */
    boolean isSignedLater() {
        return findings.contains(Finding.SIGNED_LATER);
    }

    Intake signedLater() {
        Set<Finding> more = EnumSet.of(Finding.SIGNED_LATER);
        more.addAll(findings);
        return new Intake(sent, bill, payloadDigest, terminalEntry, cause, late, more, arrival, causeAtArrival);
    }

    Intake because(Cause other) {
        return new Intake(
                sent, bill, payloadDigest, terminalEntry, Optional.of(other), late, findings, arrival, causeAtArrival);
    }
}
