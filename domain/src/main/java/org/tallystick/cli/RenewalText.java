package org.tallystick.cli;

import org.tallystick.terminal.RenewalReport;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalException;

/** What came of a renewal, for people; and the renewal that other commands do on the way. */
final class RenewalText {
    private RenewalText() {}

    static String of(RenewalReport report) {
        return switch (report.outcome()) {
            case NOT_DUE -> "The certificate lasts until %s and need not be renewed yet.".formatted(report.expires());
            case ELSEWHERE ->
                "The certificate lasts until %s. Another authority has issued it: have a new key certified there (terminal csr with a new directory), registered, and adopt it."
                        .formatted(report.expires());
            case RENEWED -> "The certificate is renewed and lasts until %s.".formatted(report.expires());
            case UNPROVEN ->
                "The certificate is renewed until %s; the platform could not be told yet. The old key is kept."
                        .formatted(report.expires());
            case TAKEN_BACK ->
                "The platform does not know the renewed certificate: the old key is in use again, until %s."
                        .formatted(report.expires());
        };
    }

    /** Renews if it is time. Whatever comes of it, the command that does it on the way has done its own work. */
    static void onTheWay(Terminal terminal, TerminalOptions options) {
        if (terminal.waiting() > 0) {
            return;
        }
        try {
            RenewalReport report = terminal.renew();
            if (report.outcome() != RenewalReport.Outcome.NOT_DUE) {
                options.tell(of(report));
            }
        } catch (TerminalException e) {
            options.tell("The certificate was not renewed: " + e.getMessage());
        }
    }
}
