package org.tallystick.work.web;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.work.Work;
import org.tallystick.work.WorkState;

/** A piece of work in words. Values of times are null where there is none yet. */
public record WorkLine(Work work, long now, Locale locale) {
    private static final long KIBI = 1024;

    public String getNumber() {
        return work.number();
    }

    public String getKind() {
        return texts().get("kind." + work.kind());
    }

    public String getState() {
        return texts().get("work." + work.state().name());
    }

    /** One sentence: what this state means for whoever waits. */
    public String getMeaning() {
        return isGone()
                ? texts().get("work.gone")
                : texts().get("work." + work.state().name() + ".why", work.reference());
    }

    public String getTone() {
        return switch (work.state()) {
            case DONE -> "ok";
            case FAILED -> "bad";
            case INTERRUPTED -> "warn";
            case WAITING, RUNNING, CANCELLED -> "wait";
        };
    }

    public String getIcon() {
        return switch (work.state()) {
            case DONE -> "check";
            case FAILED -> "alert";
            case INTERRUPTED, CANCELLED -> "stop";
            case WAITING -> "clock";
            case RUNNING -> "run";
        };
    }

    public boolean isOver() {
        return work.state().isOver();
    }

    public boolean isRunning() {
        return work.state() == WorkState.RUNNING;
    }

    public boolean isCancelling() {
        return work.cancelAsked() && !isOver();
    }

    public int getPercent() {
        return work.percent();
    }

    /** The heading over the bar. */
    public String getHeading() {
        return texts().get("work.percent", String.valueOf(work.percent()));
    }

    public String getDone() {
        return Figures.of(work.counts().done());
    }

    public String getTotal() {
        return Figures.of(work.counts().total());
    }

    public String getRate() {
        return texts().get("work.rate", Figures.of(work.rate(now)));
    }

    public String getSpent() {
        return duration(work.seconds(now), locale);
    }

    public String getLeft() {
        return work.secondsLeft(now).isEmpty()
                ? texts().get("work.left.unknown")
                : texts().get("work.left", duration(work.secondsLeft(now).getAsLong(), locale));
    }

    public Moment getAsked() {
        return Moment.of(Instant.ofEpochMilli(work.times().asked()));
    }

    public @Nullable Moment getEnded() {
        long ended = work.times().ended();
        return ended == 0 ? null : Moment.of(Instant.ofEpochMilli(ended));
    }

    public boolean isFile() {
        return work.hasFile(now);
    }

    /** Done, but the result is no longer kept. */
    public boolean isGone() {
        return work.state() == WorkState.DONE && !isFile();
    }

    public boolean isRepeatable() {
        return work.isRepeatable(now);
    }

    public Moment getKept() {
        return Moment.of(Instant.ofEpochMilli(work.fileUntil()));
    }

    /** On the button that fetches the result. */
    public String getFetch() {
        return texts().get("work.fetch", WorkFileServlet.saved(work), size(work.fileSize()));
    }

    static String size(long bytes) {
        if (bytes < KIBI) {
            return bytes + " B";
        }
        return bytes < KIBI * KIBI
                ? String.format(Locale.ROOT, "%.1f KB", (double) bytes / KIBI)
                : String.format(Locale.ROOT, "%.1f MB", (double) bytes / (KIBI * KIBI));
    }

    /** Seconds, or minutes and seconds. */
    public static String duration(long seconds, Locale locale) {
        Texts texts = Texts.of("Operator", locale);
        return seconds < 60
                ? texts.get("seconds", String.valueOf(seconds))
                : texts.get("minutes", Figures.of(seconds / 60), String.valueOf(seconds % 60));
    }

    private Texts texts() {
        return Texts.of("Operator", locale);
    }
}
