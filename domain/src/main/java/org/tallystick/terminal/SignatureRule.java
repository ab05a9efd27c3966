package org.tallystick.terminal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.Money;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignatureRequirement;

/**
 * Whether the cardholder has to sign, as a terminal believes it (WORKFLOWS.md 2.4). The platform decides by its own
 * dated policy and calls a difference a finding.
 *
 * <p>The limit comes from the platform's policy, member {@code smallAmountLimit} in minor units of the shop's currency;
 * where it sends none, from the dated table below. Currencies in neither have no limit: every card sale is signed.
 */
public final class SignatureRule {
    private static final Map<String, List<Dated>> LIMITS = Map.of(
            "CNY", List.of(new Dated("2018-06-01", 1000_00), new Dated("1970-01-01", 300_00)),
            "GBP",
                    List.of(
                            new Dated("2021-10-15", 100_00),
                            new Dated("2020-04-01", 45_00),
                            new Dated("2015-09-01", 30_00),
                            new Dated("2012-06-01", 20_00),
                            new Dated("1970-01-01", 15_00)));

    private final TerminalProfile profile;

    /** From that day on, up to and including this many minor units. */
    private record Dated(LocalDate from, long limit) {
        Dated(String from, long limit) {
            this(LocalDate.parse(from), limit);
        }
    }

    public SignatureRule(TerminalProfile profile) {
        this.profile = profile;
    }

    /** @param deviceVerified whether the cardholder's own device knew its owner (CDCVM) */
    public SignatureRequirement of(EntryMode mode, Money amount, LocalDate day, boolean deviceVerified) {
        if (mode == EntryMode.SCAN) {
            return SignatureRequirement.NOT_REQUIRED_QR;
        }
        if (mode == EntryMode.TAP && deviceVerified) {
            return SignatureRequirement.NOT_REQUIRED_CDCVM;
        }
        boolean contactlessOrChip = mode == EntryMode.TAP || mode == EntryMode.INSERT;
        return contactlessOrChip && amount.minorUnits() <= limit(amount, day)
                ? SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT
                : SignatureRequirement.REQUIRED;
    }

    private long limit(Money amount, LocalDate day) {
        if (profile.policy().get("smallAmountLimit") instanceof Long limit
                && amount.currency().equals(profile.shop().currency())) {
            return limit;
        }
        return LIMITS.getOrDefault(amount.currency().getCurrencyCode(), List.of()).stream()
                .filter(dated -> !day.isBefore(dated.from()))
                .mapToLong(Dated::limit)
                .findFirst()
                .orElse(-1);
    }
}
