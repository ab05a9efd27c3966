package org.tallystick.policies;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.access.Role;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.HoldAdvice;
import org.tallystick.coverage.MerchantRisk;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.policies.PolicyField.Type;
import org.tallystick.retention.RetentionSubject;
import org.tallystick.signing.EntryMode;

/** The kinds of rules, with their tables. */
public enum PolicyKind {
    /** When the cardholder has to sign. */
    SIGNATURE(
            "signature_policy",
            "acquirer",
            List.of(
                    PolicyField.choice(
                            "entry_mode",
                            EntryMode.TAP,
                            EntryMode.INSERT,
                            EntryMode.SWIPE,
                            EntryMode.MANUAL,
                            EntryMode.SCAN),
                    PolicyField.of("currency", Type.CURRENCY)),
            List.of(
                    PolicyField.of("small_limit", Type.LIMIT),
                    PolicyField.of("cdcvm", Type.FLAG),
                    PolicyField.of("qr", Type.FLAG),
                    PolicyField.of("stored_value", Type.FLAG))),
    /** What is advised about paying out a sale that lacks something. */
    HOLD(
            "hold_policy",
            "acquirer",
            List.of(PolicyField.of("id", Type.NAME)),
            List.of(
                    PolicyField.of("currency", Type.CURRENCY),
                    PolicyField.of("least_amount", Type.MONEY),
                    PolicyField.choice("least_risk", MerchantRisk.values()),
                    PolicyField.choice("advice", HoldAdvice.values()),
                    PolicyField.whole("most_hours", 0, 720))),
    /** How risky a merchant is. */
    RISK(
            "merchant_risk_rule",
            "acquirer",
            List.of(),
            List.of(
                    PolicyField.whole("days", 1, 365),
                    PolicyField.whole("least_receipts", 0, 1_000_000),
                    PolicyField.whole("normal_from", 0, 1_000),
                    PolicyField.whole("high_from", 0, 1_000))),
    /** How long the bill of a settled sale may still come by itself. */
    LATE_BILL("late_bill_policy", "acquirer", List.of(), List.of(PolicyField.whole("late_hours", 0, 720))),
    /** How much time a case leaves. */
    DEADLINE(
            "coverage_deadline",
            "",
            List.of(PolicyField.choice("cause_group", CauseGroup.values())),
            List.of(
                    PolicyField.whole("warn_hours", 0, 8_760),
                    PolicyField.whole("due_hours", 1, 8_760),
                    PolicyField.whole("escalate_hours", 1, 8_760),
                    PolicyField.choice("escalate_to", Role.INSTITUTION_OFFICER, Role.REGULATOR, Role.OPERATOR))),
    /** Whom an institution takes, and what they have to bring. */
    ONBOARDING(
            "onboarding_policy",
            "acquirer_code",
            List.of(PolicyField.choice("kind", ApplicantKind.values())),
            List.of(PolicyField.of("offered", Type.FLAG), PolicyField.set("documents", DocumentKind.values()))),
    /** How settled rows find their receipts. */
    SETTLEMENT(
            "settlement_rule",
            "",
            List.of(PolicyField.of("id", Type.FIXED)),
            List.of(
                    PolicyField.of("position", Type.FIXED),
                    PolicyField.of("fields", Type.FIXED),
                    PolicyField.whole("days", 0, 60),
                    PolicyField.of("certain", Type.FLAG))),
    /** How long what may be erased is kept. */
    RETENTION(
            "retention_policy",
            "acquirer",
            List.of(PolicyField.choice("subject", RetentionSubject.values())),
            List.of(PolicyField.whole("keep_days", 30, 36_525), PolicyField.of("law", Type.FIXED)));

    private final String table;
    private final String owner;
    private final List<PolicyField> keys;
    private final List<PolicyField> says;

    PolicyKind(String table, String owner, List<PolicyField> keys, List<PolicyField> says) {
        this.table = table;
        this.owner = owner;
        this.keys = keys;
        this.says = says;
    }

    public String table() {
        return table;
    }

    /** Column of the institution whose rule it is; empty where all rules are everybody's. */
    public String owner() {
        return owner;
    }

    /** Whether an institution may have rules of its own; only then can rules be added for what there is none for yet. */
    public boolean isOwned() {
        return !owner.isEmpty();
    }

    /** What a rule is about. */
    public List<PolicyField> keys() {
        return keys;
    }

    /** What it says. */
    public List<PolicyField> says() {
        return says;
    }

    /** Both. */
    public List<PolicyField> fields() {
        return Stream.concat(keys.stream(), says.stream()).toList();
    }

    /** As addresses write it, such as {@code late-bill}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind with this word. */
    public static Optional<PolicyKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
