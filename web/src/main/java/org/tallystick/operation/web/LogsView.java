package org.tallystick.operation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.ledger.service.LedgerShard;
import org.tallystick.ledger.service.StoredIncident;
import org.tallystick.operation.service.LogDesk;
import org.tallystick.shared.web.Moment;

/** The logs with their lives and keys, and what was found wrong with them. */
@Named("logs")
@RequestScoped
public class LogsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private LogDesk desk;

    /** A log in words. */
    public record Row(
            String origin, String link, String key, boolean open, String state, String tone, @Nullable Moment ended) {}

    /** An incident in words; times are null where there is none. */
    public record Alarm(
            String id,
            String origin,
            String kind,
            String todo,
            String facts,
            boolean open,
            Moment happened,
            @Nullable Moment acknowledged,
            String by) {}

    public List<Row> getRows() {
        Words words = Words.of(request);
        return desk.logs(viewer.viewer()).stream()
                .map(shard -> row(shard, words))
                .toList();
    }

    public List<Alarm> getAlarms() {
        Words words = Words.of(request);
        return desk.incidents(viewer.viewer()).stream()
                .map(incident -> alarm(incident, words))
                .toList();
    }

    private static Row row(LedgerShard shard, Words words) {
        return new Row(
                shard.log().origin(),
                shard.log().explorerPath(),
                shard.log().verifierKey(),
                shard.isOpen(),
                words.get("log.state." + shard.state().name()),
                switch (shard.state()) {
                    case OPEN -> "ok";
                    case HALTED -> "bad";
                    case SEALED, REMOVED -> "wait";
                },
                shard.isOpen() ? null : Moment.of(Instant.ofEpochMilli(shard.endedAt())));
    }

    private static Alarm alarm(StoredIncident incident, Words words) {
        return new Alarm(
                incident.id(),
                incident.origin(),
                words.get("log.incident." + incident.kind()),
                incident.isOpen() ? words.get("log.incident." + incident.kind() + ".todo") : "",
                incident.facts(),
                incident.isOpen(),
                Moment.of(Instant.ofEpochMilli(incident.happenedAt())),
                incident.isOpen() ? null : Moment.of(Instant.ofEpochMilli(incident.acknowledgedAt())),
                incident.acknowledgedBy());
    }
}
