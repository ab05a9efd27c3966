package org.tallystick.auditing.web;

import java.util.List;
import java.util.Locale;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;

/** One log of a run in words. */
public record LogLine(AuditedLog log, boolean over, Locale locale) {
    public String getOrigin() {
        return log.origin();
    }

    public String getLink() {
        return "/explorer" + log.prefix().substring("/ledger".length());
    }

    public String getSize() {
        return Figures.of(log.counts().size());
    }

    public String getChecked() {
        return Figures.of(log.counts().checked());
    }

    public String getState() {
        String state = log.done() ? "done" : !over && log.counts().checked() > 0 ? "now" : over ? "cut" : "later";
        return texts().get("log." + state);
    }

    public String getTone() {
        return log.done() ? "ok" : "wait";
    }

    public String getIcon() {
        return log.done() ? "check" : log.counts().checked() > 0 ? "run" : "clock";
    }

    /** How much was read, in a sentence; empty before it is done. */
    public String getRead() {
        return log.done() && log.counts().size() > 0
                ? texts().get(
                                log.counts().before() > 0 ? "log.read.before" : "log.read",
                                Figures.of(log.counts().tiles()),
                                Figures.of(log.counts().entries()),
                                Figures.of(log.counts().before()))
                : "";
    }

    /** How many receipts were checked; empty if none. */
    public String getReceipts() {
        return log.counts().receipts() > 0
                ? texts().get("log.receipts", Figures.of(log.counts().receipts()))
                : "";
    }

    /** What the consistency proof shows; empty if there is no run before. */
    public String getGrowth() {
        return log.growth()
                .map(growth -> texts().get(
                                growth.consistent() ? "growth.holds" : "growth.broken",
                                Figures.of(growth.size()),
                                Figures.of(log.counts().size()),
                                Figures.of(log.counts().size() - growth.size()),
                                String.valueOf(growth.hashes())))
                .orElse("");
    }

    public String getGrowthTone() {
        return log.growth().filter(growth -> !growth.consistent()).isPresent() ? "t-bad" : "";
    }

    /** Sentences of the auditor, in English. */
    public List<String> getNotes() {
        return log.notes();
    }

    private Texts texts() {
        return Texts.of("Audits", locale);
    }
}
