package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.notices.SeenNotice;
import org.tallystick.notices.service.NoticeListRepository.Reader;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Notices for the people they are meant for. Whose they are is in the queries: nobody is told of another's. */
@ApplicationScoped
@PermitAll
public class NoticeDesk {
    /** A bell counts no further. */
    public static final int MOST_RINGING = 100;

    private final NoticeListRepository notices;
    private final Clock clock;

    @Inject
    NoticeDesk(NoticeListRepository notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected NoticeDesk() {
        this(null, null);
    }

    /** A page of them, the newest first. */
    public List<SeenNotice> list(Viewer viewer, NoticeQuery query) {
        return reader(viewer).map(reader -> notices.list(reader, query)).orElse(List.of());
    }

    public long count(Viewer viewer, NoticeQuery.Which which) {
        return reader(viewer).map(reader -> notices.count(reader, which)).orElse(0L);
    }

    /** How many open ones that ask for something are unread; at most {@link #MOST_RINGING}. */
    public long ringing(Viewer viewer) {
        return reader(viewer)
                .map(reader -> notices.ringing(reader, MOST_RINGING))
                .orElse(0L);
    }

    /** The viewer has read one. @throws Problem not-found if there is none for this viewer */
    @Transactional
    public SeenNotice read(Viewer viewer, String id) {
        notices.lock(viewer.accountId());
        SeenNotice seen = reader(viewer)
                .flatMap(reader -> notices.find(reader, id))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such notice."));
        if (seen.unread()) {
            notices.read(viewer.accountId(), id);
        }
        return seen;
    }

    /** The viewer has read everything until now. */
    @Transactional
    public void readAll(Viewer viewer) {
        notices.lock(viewer.accountId());
        notices.readAll(viewer.accountId(), clock.millis());
    }

    private static Optional<Reader> reader(Viewer viewer) {
        return Audience.of(viewer).map(audience -> new Reader(audience, viewer.accountId()));
    }
}
