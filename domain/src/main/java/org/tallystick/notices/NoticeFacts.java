package org.tallystick.notices;

/** Names of the facts that notices carry; texts, links and webhooks know no others. */
public final class NoticeFacts {
    /** Number of a case, without hyphens. */
    public static final String CASE = "case";

    public static final String TERMINAL = "terminal";
    /** Number of a receipt. */
    public static final String RECEIPT = "receipt";
    /** Code of the cause (WORKFLOWS.md W.3). */
    public static final String CAUSE = "cause";
    /** Group of the cause; the texts have a word for each. */
    public static final String REASON = "reason";
    /** Days until a certificate ends, 0 or less if it has ended. */
    public static final String DAYS = "days";
    /** Which certificate of the platform, or the host of a webhook. */
    public static final String NAME = "name";
    /** Id of a webhook. */
    public static final String WEBHOOK = "webhook";
    /** Since when, ISO 8601. */
    public static final String SINCE = "since";

    private NoticeFacts() {}
}
