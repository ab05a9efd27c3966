package org.tallystick.verification;

import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;

/** Is every character where the form of a receipt wants it? The first question: without it nothing else can be asked. */
final class FormatCheck implements Check {
    static final String ID = "format";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        try {
            Bill.parse(evidence.receipt().payload());
            return CheckResult.pass(ID, "well-formed");
        } catch (Problem e) {
            return impossible(e);
        }
    }

    /** What keeps a file from being read as a receipt at all. */
    static CheckResult unreadable(Problem problem) {
        String why =
                switch (problem.type()) {
                    case HEADER_INVALID -> "header-invalid";
                    case TOO_LARGE -> "too-large";
                    default -> "malformed";
                };
        return named(CheckResult.fail(ID, why), problem);
    }

    private static CheckResult impossible(Problem problem) {
        String why =
                switch (problem.type()) {
                    case FULL_CARD_NUMBER -> "full-card-number";
                    case TOO_LARGE -> "too-large";
                    case MALFORMED -> "malformed";
                    default -> "bill-impossible";
                };
        return named(CheckResult.fail(ID, why), problem);
    }

    private static CheckResult named(CheckResult result, Problem problem) {
        CheckResult told = result.with("problem", problem.detail());
        return problem.errors().isEmpty()
                ? told
                : told.with("member", problem.errors().get(0).member());
    }
}
