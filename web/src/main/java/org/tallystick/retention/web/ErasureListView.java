package org.tallystick.retention.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.service.Erasures;
import org.tallystick.retention.service.Erasures.Erased;
import org.tallystick.shared.web.Moment;

/** What was erased, the newest first, and the form of an order. */
@Named("erasureList")
@RequestScoped
public class ErasureListView {
    @Inject
    private Erasures erasures;

    @Inject
    private ViewerView viewer;

    private @Nullable List<Row> rows;

    /**
     * A row.
     *
     * @param place in its log; empty while it waits
     * @param shard name of that log, if it is known
     * @param complaint its number, if that was erased and not the parts
     */
    public record Row(
            String receipt,
            String merchantNo,
            String ground,
            String by,
            String reason,
            Moment at,
            boolean again,
            String place,
            String shard,
            String complaint) {
        static Row of(Erased erased) {
            return new Row(
                    erased.receipt(),
                    erased.merchantNo(),
                    erased.ground().name(),
                    erased.by(),
                    erased.reason(),
                    Moment.of(erased.at()),
                    erased.again(),
                    erased.place().map(String::valueOf).orElse(""),
                    erased.shard(),
                    erased.kind() == Kind.COMPLAINT ? erased.subject() : "");
        }
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = erasures.list(viewer.viewer()).stream().map(Row::of).toList();
        }
        return rows;
    }

    /** A regulator's order needs no other ground. */
    public boolean isOrder() {
        return viewer.viewer().role() == Role.REGULATOR;
    }
}
