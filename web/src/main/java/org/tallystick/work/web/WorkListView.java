package org.tallystick.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.shared.service.Settings;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.work.service.WorkDesk;

/** The own long work, and for the header how much of it has ended unnoticed. */
@Named("workList")
@RequestScoped
public class WorkListView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private WorkDesk desk;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    private @Nullable List<WorkLine> lines;
    private @Nullable Long unseen;

    public List<WorkLine> getLines() {
        if (lines == null) {
            Locale locale = Preferences.of(request).language().locale();
            lines = desk.list(viewer.viewer()).stream()
                    .map(work -> new WorkLine(work, clock.millis(), locale))
                    .toList();
        }
        return lines;
    }

    /** How many have ended since somebody looked; 0 for strangers. */
    public long getUnseen() {
        if (unseen == null) {
            unseen = viewer.isSignedIn() ? desk.unseen(viewer.viewer()) : 0;
        }
        return unseen;
    }

    /** What the bell in the header says. */
    public String getBell() {
        Texts texts = Texts.of("Operator", Preferences.of(request).language().locale());
        return getUnseen() > 0 ? texts.get("work.unseen", String.valueOf(getUnseen())) : texts.get("work.list");
    }

    /** Rows from which on an export is long work. */
    public int getDirectRows() {
        return settings.integer("tallystick.work.direct-rows");
    }
}
