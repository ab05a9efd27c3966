package org.tallystick.verification;

/** One question about a receipt. Stateless; never throws on bad evidence. */
interface Check {

    /** Name in reports and message keys (API.md, Report). */
    String id();

    /** Whether a question that could not be answered leaves the outcome unknown. A failure always decides. */
    boolean decisive();

    CheckResult check(Evidence evidence, VerificationContext context);
}
