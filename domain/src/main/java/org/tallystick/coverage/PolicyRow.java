package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.tallystick.signing.EntryMode;

/**
 * A dated rule of when the cardholder has to sign.
 *
 * @param id names the rule for good
 * @param version grows when a rule is replaced
 * @param acquirer code, or {@code *} for every acquirer without a rule of its own
 * @param currency ISO 4217, or {@code *}
 * @param from first local day of sale it holds for
 * @param limit largest amount without a signature, minor units of the currency; empty: every amount is signed
 * @param trusted which of the terminal's reasons not to ask are accepted
 */
public record PolicyRow(
        String id,
        int version,
        String acquirer,
        EntryMode mode,
        String currency,
        LocalDate from,
        OptionalLong limit,
        Trusted trusted) {
    /** Everybody, or every currency. */
    public static final String ANY = "*";

    /** Reasons of the terminal that the policy accepts: the own device knew its owner, a code was scanned, stored value was spent. */
    public record Trusted(boolean cdcvm, boolean qr, boolean storedValue) {}

    boolean holds(String ofAcquirer, EntryMode read, String unit, LocalDate day) {
        return (acquirer.equals(ANY) || acquirer.equals(ofAcquirer))
                && mode == read
                && (currency.equals(ANY) || currency.equals(unit))
                && !from.isAfter(day);
    }
}
