package org.tallystick.coverage;

import static org.tallystick.coverage.CaseState.AUTO_RETRY;
import static org.tallystick.coverage.CaseState.AWAIT_MERCHANT;
import static org.tallystick.coverage.CaseState.AWAIT_TERMINAL;
import static org.tallystick.coverage.CaseState.FROZEN;
import static org.tallystick.coverage.CaseState.TICKET;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tallystick.signing.Cause;

/** The table of causes, WORKFLOWS.md W.3: group, whom a case waits for first, and what may mend it. */
public final class CauseTable {
    private CauseTable() {}

    /** The group of a cause. */
    public static CauseGroup group(Cause cause) {
        return switch (cause) {
            case PAD_ABSENT,
                    PAD_HANDSHAKE_FAIL,
                    PAD_ERROR,
                    APP_CRASH,
                    FIRMWARE_OLD,
                    IMAGE_MISSING,
                    IMAGE_TOO_LARGE,
                    IMAGE_CORRUPT,
                    HOST_REFUSED,
                    MAC_ERROR,
                    FORMAT,
                    SIGNING_UNIT_FAILED,
                    CLOCK_SKEW -> CauseGroup.DEVICE;
            case UPLOAD_CONNECT_FAIL, UPLOAD_TIMEOUT, RETRY_EXHAUSTED -> CauseGroup.NETWORK;
            case CERT_MISSING,
                    CERT_EXPIRED,
                    CERT_NOT_YET_VALID,
                    CERT_REVOKED,
                    CERT_SUSPENDED,
                    CERT_UNTRUSTED,
                    CERT_KEY_MISMATCH,
                    CERT_WEAK_ALG -> CauseGroup.CERTIFICATE;
            case SIGN_TIMEOUT, SIGN_CANCELLED, STEP_SKIPPED, IMAGE_BLANK -> CauseGroup.OPERATOR;
            case PLATFORM_OUTAGE -> CauseGroup.PLATFORM;
            case PENDING_NEXT_TXN -> CauseGroup.NORMAL;
            case SIGNATURE_INVALID, BILL_TAMPERED, FEATURE_MISMATCH, IMAGE_REUSED, CONFLICT -> CauseGroup.INTEGRITY;
            case UNKNOWN -> CauseGroup.UNKNOWN;
        };
    }

    /** Whom a case with this cause waits for first. */
    public static CaseState firstState(Cause cause) {
        return switch (cause) {
            case UPLOAD_CONNECT_FAIL,
                    UPLOAD_TIMEOUT,
                    PLATFORM_OUTAGE,
                    PENDING_NEXT_TXN,
                    HOST_REFUSED,
                    MAC_ERROR,
                    FORMAT -> AUTO_RETRY;
            case RETRY_EXHAUSTED, IMAGE_MISSING, IMAGE_TOO_LARGE, IMAGE_CORRUPT, IMAGE_BLANK -> AWAIT_MERCHANT;
            case SIGN_TIMEOUT, SIGN_CANCELLED, STEP_SKIPPED, UNKNOWN -> AWAIT_MERCHANT;
            default ->
                switch (group(cause)) {
                    case CERTIFICATE -> AWAIT_TERMINAL;
                    case INTEGRITY -> FROZEN;
                    default -> TICKET;
                };
        };
    }

    /** What may be handed in by hand, the best first. What only a terminal can do, resending and signing again, comes by itself. */
    public static List<Remedy> byHand(Cause cause, Set<Missing> missing) {
        if (group(cause) == CauseGroup.INTEGRITY) {
            return List.of();
        }
        boolean slip = missing.contains(Missing.CARDHOLDER_SIGNATURE)
                || lacksBill(missing)
                || group(cause) == CauseGroup.OPERATOR;
        return slip
                ? List.of(Remedy.PAPER_SCAN, Remedy.CONFIRMATION_LETTER, Remedy.EXPLAINED, Remedy.NOT_MINE)
                : List.of(Remedy.EXPLAINED, Remedy.NOT_MINE);
    }

    /** What the terminal may still do by itself: nothing where integrity is in doubt. */
    public static Set<Remedy> byTerminal(Cause cause, Set<Missing> missing) {
        Set<Remedy> remedies = EnumSet.noneOf(Remedy.class);
        if (group(cause) == CauseGroup.INTEGRITY) {
            return remedies;
        }
        if (lacksBill(missing)) {
            remedies.add(Remedy.RESENT);
        }
        if (missing.contains(Missing.TERMINAL_SIGNATURE)) {
            remedies.add(resigned(cause));
        }
        return remedies;
    }

    /** Whether no bill has come: a hole in the counter, or a settlement, tells of it. */
    public static boolean lacksBill(Set<Missing> missing) {
        return missing.contains(Missing.BILL) || missing.contains(Missing.SETTLEMENT);
    }

    /** Whether the cardholder may still sign: nothing else is missing, and nothing is in doubt. */
    public static boolean mayCardholderSign(Cause cause, Set<Missing> missing) {
        return group(cause) != CauseGroup.INTEGRITY && missing.equals(EnumSet.of(Missing.CARDHOLDER_SIGNATURE));
    }

    /** How signing again is called: after a certificate's trouble, the renewal belongs to it. */
    public static Remedy resigned(Cause cause) {
        return group(cause) == CauseGroup.CERTIFICATE ? Remedy.CERT_RENEWED_RESIGNED : Remedy.RESIGNED;
    }

    /** Whether somebody has to mend the device, so that a text for its vendor helps. */
    public static boolean needsService(Cause cause) {
        return group(cause) == CauseGroup.DEVICE;
    }
}
