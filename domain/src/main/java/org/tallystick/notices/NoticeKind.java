package org.tallystick.notices;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be told, and to whom. */
public enum NoticeKind {
    /** A signature, or a whole bill, is missing and does not come by itself. */
    SIGNATURE_MISSING,
    /** A case's time is nearly over. */
    DEADLINE_NEAR,
    /** A case's time is over. */
    ESCALATED,
    /** A receipt or bill is not what was signed: nothing is signed again, it is looked into. */
    RECEIPT_ALTERED,
    /** A certificate ends within 30, 7 or 1 days, or has ended. */
    CERTIFICATE_EXPIRING,
    /** A terminal that used to be heard at this time of day is not. */
    TERMINAL_SILENT,
    /** A webhook did not take a message in all the time it was tried. */
    WEBHOOK_GIVEN_UP,
    /** The platform's signing key does not sign. */
    SEAL_OUT_OF_SERVICE,
    /** The signing key that should seal does not; another one stands in. */
    SEAL_STAND_IN,
    /** A log is not what was released of it, is damaged, or was dated wrongly. */
    LEDGER_INCIDENT,
    /** The key of one of our logs has signed two histories. */
    LEDGER_SPLIT;

    private static final Set<NoticeKind> OF_SHOPS = EnumSet.range(SIGNATURE_MISSING, WEBHOOK_GIVEN_UP);

    /** Kinds that an audience can be told of, in the order of pages. */
    public static List<NoticeKind> of(Audience.Kind audience) {
        return List.copyOf(
                switch (audience) {
                    case MERCHANT, INSTITUTION -> OF_SHOPS;
                    case REGULATOR -> EnumSet.of(ESCALATED, RECEIPT_ALTERED, LEDGER_INCIDENT, LEDGER_SPLIT);
                    case OPERATOR ->
                        EnumSet.of(
                                ESCALATED,
                                RECEIPT_ALTERED,
                                CERTIFICATE_EXPIRING,
                                SEAL_OUT_OF_SERVICE,
                                SEAL_STAND_IN,
                                LEDGER_INCIDENT,
                                LEDGER_SPLIT);
                });
    }

    /** Kinds that webhooks can be given: all but the failure of webhooks themselves. */
    public static List<NoticeKind> ofWebhooks() {
        return OF_SHOPS.stream().filter(kind -> kind != WEBHOOK_GIVEN_UP).toList();
    }

    /** What it asks of an audience: an institution does not ring for what its merchants have to do first. */
    public Severity severity(Audience.Kind audience) {
        return switch (this) {
            case RECEIPT_ALTERED, SEAL_OUT_OF_SERVICE, LEDGER_INCIDENT, LEDGER_SPLIT -> Severity.ALARM;
            case ESCALATED, WEBHOOK_GIVEN_UP, SEAL_STAND_IN -> Severity.WARNING;
            case SIGNATURE_MISSING, DEADLINE_NEAR, CERTIFICATE_EXPIRING, TERMINAL_SILENT ->
                audience == Audience.Kind.INSTITUTION ? Severity.INFO : Severity.WARNING;
        };
    }

    /** Names of the kinds, divided by commas, in their order. */
    public static String text(Set<NoticeKind> kinds) {
        return kinds.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /** The kinds of such a text; names that there are not (any more) are left out. */
    public static Set<NoticeKind> parse(String text) {
        List<String> names = List.of(text.split(","));
        return Arrays.stream(values())
                .filter(kind -> names.contains(kind.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeKind.class)));
    }
}
