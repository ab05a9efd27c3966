package org.tallystick.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.terminal.DeliveryReport;

/** What came of a delivery, for people and for programs. */
final class DeliveryText {
    private DeliveryText() {}

    static int exitCode(DeliveryReport report) {
        if (!report.parked().isEmpty()) {
            return ExitCode.REFUSED;
        }
        return report.waiting() > 0 ? ExitCode.NOT_CONFIRMED : ExitCode.OK;
    }

    /**
     * What was done at the platform's request.
     *
     * @param resent bills that it had lost and has again
     * @param resigned bills that it had without a signature that counts, signed anew
     */
    record Asked(int resent, int resigned) {
        static final Asked NOTHING = new Asked(0, 0);

        Asked and(int signedToo) {
            return new Asked(resent, resigned + signedToo);
        }
    }

    static Map<String, Object> members(DeliveryReport report, Asked asked) {
        Map<String, Object> members = members(report);
        members.put("resent", asked.resent());
        members.put("resigned", asked.resigned());
        return members;
    }

    static String text(DeliveryReport report, Asked asked) {
        return text(report)
                + (asked.resent() > 0 ? "%d sent again at the platform's request%n".formatted(asked.resent()) : "")
                + (asked.resigned() > 0
                        ? "%d signed anew at the platform's request%n".formatted(asked.resigned())
                        : "");
    }

    static Map<String, Object> members(DeliveryReport report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("delivered", report.delivered());
        members.put("waiting", report.waiting());
        members.put("recovery", report.recovery());
        members.put(
                "parked", report.parked().stream().map(DeliveryText::members).toList());
        List<Map<String, Object>> findings = new ArrayList<>();
        report.findings().forEach((counter, codes) -> findings.add(Map.of("counter", counter, "codes", codes)));
        members.put("findings", findings);
        members.put("trouble", report.trouble());
        return members;
    }

    private static Map<String, Object> members(DeliveryReport.ParkedBill parked) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("counter", parked.counter());
        members.put("problem", parked.type().slug());
        members.put("detail", parked.detail());
        return members;
    }

    static String text(DeliveryReport report) {
        StringBuilder text = new StringBuilder("%d delivered, %d waiting, %d refused%n"
                .formatted(report.delivered(), report.waiting(), report.parked().size()));
        if (report.recovery() > 0) {
            text.append("The outage is over and was reported (RECOVERY).%n".formatted());
        }
        report.parked()
                .forEach(parked -> text.append("Bill %d was refused: %s %s%n"
                        .formatted(parked.counter(), parked.type().slug(), parked.detail())));
        report.trouble()
                .ifPresent(trouble ->
                        text.append("%s Nothing is lost: tallystick terminal send tries again.%n".formatted(trouble)));
        return text.toString();
    }
}
