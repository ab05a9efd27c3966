package org.tallystick.auditing.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditVerdict;
import org.tallystick.auditing.service.AuditResults;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.work.web.WorkLine;

/**
 * A run in words. Values of times are null where there is none yet.
 *
 * @param names of its logs, or how many there are
 */
public record AuditLine(Audit audit, AuditResults.Figures figures, String names, String area, long now, Locale locale) {
    public String getNumber() {
        return audit.number();
    }

    public String getLink() {
        return "/" + area + "/audits/" + audit.number();
    }

    /** What is looked at, in a line. */
    public String getScope() {
        String line = texts().get("span." + audit.scope().span())
                + texts().get("sep")
                + texts().get("depth." + audit.scope().depth());
        return audit.scope().from().isEmpty() && audit.scope().to().isEmpty()
                ? line
                : line
                        + texts().get("sep")
                        + texts().get(
                                        "days",
                                        audit.scope()
                                                .from()
                                                .map(LocalDate::toString)
                                                .orElse("…"),
                                        audit.scope()
                                                .to()
                                                .map(LocalDate::toString)
                                                .orElse("…"));
    }

    /** The verdict of what is done, else where it is. */
    public String getState() {
        return audit.verdict().map(one -> texts().get("verdict." + one)).orElseGet(() -> texts().get(
                        "state." + audit.state()));
    }

    public String getTone() {
        return audit.verdict().map(AuditLine::tone).orElseGet(() -> switch (audit.state()) {
            case FAILED -> "bad";
            case INTERRUPTED -> "warn";
            case WAITING, RUNNING, CANCELLED, DONE -> "wait";
        });
    }

    static String tone(AuditVerdict verdict) {
        return switch (verdict) {
            case KEPT -> "ok";
            case QUESTIONS, KEPT_AS_FAR -> "warn";
            case BROKEN -> "bad";
            case NOTHING -> "wait";
        };
    }

    public String getIcon() {
        return switch (audit.state()) {
            case DONE -> audit.verdict().filter(one -> one == AuditVerdict.KEPT).isPresent() ? "check" : "alert";
            case FAILED -> "alert";
            case INTERRUPTED, CANCELLED -> "stop";
            case WAITING -> "clock";
            case RUNNING -> "run";
        };
    }

    public String getFound() {
        return Figures.of(figures.errors() + figures.warnings() + figures.remarks());
    }

    public boolean isOver() {
        return audit.state().isOver();
    }

    public boolean isRunning() {
        return audit.state() == AuditState.RUNNING;
    }

    public boolean isCancelling() {
        return audit.cancelAsked() && !isOver();
    }

    public int getPercent() {
        return audit.percent();
    }

    public String getHeading() {
        return texts().get("percent", String.valueOf(audit.percent()));
    }

    public String getDone() {
        return Figures.of(audit.counts().done());
    }

    public String getTotal() {
        return Figures.of(audit.counts().total());
    }

    public String getRate() {
        return texts().get("rate", Figures.of(audit.rate(now)));
    }

    public String getSpent() {
        return WorkLine.duration(audit.seconds(now), locale);
    }

    public String getLeft() {
        return audit.secondsLeft(now).isEmpty()
                ? texts().get("left.unknown")
                : texts().get("left", WorkLine.duration(audit.secondsLeft(now).getAsLong(), locale));
    }

    public Moment getAsked() {
        return Moment.of(Instant.ofEpochMilli(audit.times().asked()));
    }

    public @Nullable Moment getEnded() {
        long ended = audit.times().ended();
        return ended == 0 ? null : Moment.of(Instant.ofEpochMilli(ended));
    }

    /** As which role it was started. */
    public String getBy() {
        return Texts.of("Portal", locale).get("role." + audit.role());
    }

    private Texts texts() {
        return Texts.of("Audits", locale);
    }
}
