package org.tallystick.retention.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.retention.RemovalHindrance;
import org.tallystick.retention.service.LogRemovals;
import org.tallystick.retention.service.LogRemovals.Candidate;
import org.tallystick.retention.service.LogRemovals.Removed;
import org.tallystick.shared.web.Moment;

/** Logs that have ended and may be removed some day, and those that were. */
@Named("removals")
@RequestScoped
public class RemovalsView {
    @Inject
    private LogRemovals removals;

    @Inject
    private ViewerView viewer;

    private @Nullable List<Row> candidates;
    private @Nullable List<Gone> gone;

    /**
     * A log that has ended.
     *
     * @param over null without a rule
     * @param hindrances their keys
     * @param young whether its period is not over
     * @param free whether nobody asks for its removal and nothing stands against it
     * @param asked whether somebody asks for it
     * @param confirmed whether another one has confirmed it, and it could not be carried out yet
     */
    public record Row(
            String origin,
            String link,
            String rule,
            @Nullable Moment over,
            List<String> hindrances,
            boolean young,
            boolean free,
            boolean asked,
            boolean confirmed,
            String by,
            String reason,
            boolean mayConfirm) {
        static Row of(Candidate one) {
            boolean asked = !one.askedBy().isEmpty();
            return new Row(
                    one.origin(),
                    one.explorerPath(),
                    one.rule(),
                    one.over().map(Moment::of).orElse(null),
                    one.hindrances().stream()
                            .filter(hindrance -> hindrance != RemovalHindrance.TIME)
                            .map(RemovalHindrance::name)
                            .toList(),
                    one.hindrances().contains(RemovalHindrance.TIME),
                    one.hindrances().isEmpty() && !asked,
                    asked,
                    one.confirmed(),
                    one.askedBy(),
                    one.reason(),
                    one.mayConfirm() && one.hindrances().isEmpty());
        }
    }

    /**
     * A log that was removed.
     *
     * @param place of the statement in the master log; empty while it waits
     * @param left receipts that are still to be deleted; 0 when all are
     * @param held whether a complaint, a case or a sale in a later log keeps some of them
     */
    public record Gone(
            String origin,
            String link,
            String file,
            Moment at,
            String policy,
            String place,
            boolean cleared,
            String left,
            boolean held) {
        static Gone of(Removed one) {
            return new Gone(
                    one.log().log().origin(),
                    one.log().log().explorerPath(),
                    one.log().log().prefix() + "/removal",
                    Moment.of(one.log().at()),
                    one.log().policy(),
                    one.stated() ? String.valueOf(one.log().place().orElseThrow()) : "",
                    one.log().cleared(),
                    String.format(Locale.ROOT, "%,d", one.left()),
                    one.held());
        }
    }

    public List<Row> getCandidates() {
        if (candidates == null) {
            candidates =
                    removals.candidates(viewer.viewer()).stream().map(Row::of).toList();
        }
        return candidates;
    }

    /** Those whose removal may be asked for. */
    public List<String> getFree() {
        return getCandidates().stream().filter(Row::free).map(Row::origin).toList();
    }

    public List<Gone> getGone() {
        if (gone == null) {
            gone = removals.removed(viewer.viewer()).stream().map(Gone::of).toList();
        }
        return gone;
    }

    /** Whether the viewer may have logs removed, or only sees which were. */
    public boolean isDecider() {
        return viewer.viewer().role() == Role.OPERATOR;
    }
}
