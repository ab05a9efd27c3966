package org.tallystick.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.Cause;
import org.tallystick.terminal.StatusReport;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal status}. */
@Command(
        name = "status",
        description = {
            "Say how this terminal stands: series, last number, what waits, what was refused. Works without network and"
                    + " while another command is running; --online also asks the platform, with a signed heartbeat.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing waits",
            "1:bills were refused and are not reported yet, or platform and terminal disagree",
            "2:bills wait, or the platform was not reachable",
            "64:the command was not understood, or the directory is not enrolled"
        })
final class StatusCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Option(names = "--online", description = "Ask the platform too.")
    private boolean online;

    StatusCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Optional<JsonObject> platform = online ? Optional.of(heartbeat()) : Optional.empty();
        StatusReport report = StatusReport.of(options.state());
        boolean disagrees = platform.filter(
                        answer -> answer.optionalInteger("lastCounter").orElse(0) > report.lastCounter())
                .isPresent();
        Map<String, Object> members = members(report);
        platform.ifPresent(answer -> members.put("platform", answer.asMap()));
        options.print(members, text(report, platform, disagrees));
        boolean unreported = report.parked().keySet().stream().anyMatch(report.unlisted()::containsKey);
        if (disagrees || unreported) {
            return ExitCode.REFUSED;
        }
        return report.waiting().isEmpty() ? ExitCode.OK : ExitCode.NOT_CONFIRMED;
    }

    private JsonObject heartbeat() {
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock)) {
            JsonObject answer = terminal.heartbeat();
            RenewalText.onTheWay(terminal, options);
            return answer;
        }
    }

    private String certificate(StatusReport report) {
        return report.certificateExpires()
                .map(end -> "until %s, %d days"
                        .formatted(end, Duration.between(clock.instant(), end).toDays()))
                .orElse("missing: restore certificate.pem, or enrol into a new directory.");
    }

    private Map<String, Object> members(StatusReport report) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", report.profile().terminalNo());
        members.put("merchantNo", report.profile().merchantNo());
        members.put("acquirer", report.profile().acquirer());
        members.put("series", report.profile().series());
        members.put("server", report.profile().server().toString());
        members.put("certificateExpires", report.certificateExpires().map(Instant::toString));
        members.put("renewFrom", report.renewFrom().map(Instant::toString));
        members.put("renewalUnproven", report.renewalUnproven());
        members.put("keyUsable", report.keyUsable());
        members.put("unsignedFor", report.unsignedFor().map(Cause::code));
        members.put("lastCounter", report.lastCounter());
        members.put("delivered", report.delivered());
        members.put("waiting", report.waiting());
        members.put("parked", list(report.parked(), "problem"));
        members.put("unlisted", list(report.unlisted(), "cause"));
        return members;
    }

    private static List<Map<String, Object>> list(SortedMap<Long, String> counters, String name) {
        return counters.entrySet().stream()
                .map(entry -> Map.<String, Object>of("counter", entry.getKey(), name, entry.getValue()))
                .toList();
    }

    private String text(StatusReport report, Optional<JsonObject> platform, boolean disagrees) {
        StringBuilder text = new StringBuilder();
        identity(text, report);
        outbox(text, report);
        platform.ifPresent(answer -> line(
                text,
                "Heartbeat",
                "answered; last number there %d, missing %d range(s)"
                        .formatted(
                                answer.optionalInteger("lastCounter").orElse(0),
                                answer.objects("missing").size())));
        if (disagrees) {
            line(text, "Attention", "the platform knows later numbers: this is an old copy. Do not sell; enrol again.");
        }
        return text.toString();
    }

    private void identity(StringBuilder text, StatusReport report) {
        TerminalProfile profile = report.profile();
        line(text, "Terminal", profile.terminalNo());
        line(text, "Merchant", "%s, acquirer %s".formatted(profile.merchantNo(), profile.acquirer()));
        line(text, "Platform", profile.server().toString());
        line(text, "Certificate", certificate(report));
        if (report.renewalUnproven()) {
            line(
                    text,
                    "Renewal",
                    "the platform has not accepted the new key yet; the old one is kept. Run: terminal renew");
        }
        report.unsignedFor().ifPresent(cause -> line(text, "Degraded", degraded(cause)));
    }

    /** What is wrong, what the slip has to say, and what mends it. */
    private static String degraded(Cause cause) {
        String wrong =
                switch (cause) {
                    case CERT_MISSING -> "certificate.pem is missing or unreadable";
                    case CERT_KEY_MISMATCH -> "key.pem and certificate.pem do not belong together";
                    case CERT_WEAK_ALG -> "the algorithm of key.pem is too weak";
                    default -> "key.pem cannot be used";
                };
        return ("%s (%s). Sales go on: bills are issued without a signature, their slips say so, and the platform keeps them"
                        + " with this cause. Restore the files, or enrol into a new directory; then run: terminal send"
                        + " (with --earlier and this directory after a new enrolment), which signs the same bills again.")
                .formatted(wrong, cause.code());
    }

    private static void outbox(StringBuilder text, StatusReport report) {
        List<Long> waiting = report.waiting();
        line(text, "Series", "%d, last number %d".formatted(report.profile().series(), report.lastCounter()));
        line(text, "Delivered", Integer.toString(report.delivered()));
        line(text, "Waiting", waiting.isEmpty() ? "none" : waiting.size() + ", from number " + waiting.get(0));
        report.parked()
                .forEach((counter, problem) -> line(text, "Refused", "number %d: %s".formatted(counter, problem)));
        report.unlisted()
                .forEach((counter, cause) -> line(text, "To report", "number %d: %s".formatted(counter, cause)));
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("%-12s %s%n".formatted(label, value));
    }
}
