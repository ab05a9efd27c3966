package org.tallystick.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.shared.web.Preferences;
import org.tallystick.work.Work;
import org.tallystick.work.service.WorkDesk;

/** One piece of long work, named by the page's path. Whoever sees its end here has noticed it. */
@Named("work")
@RequestScoped
public class WorkView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private WorkDesk desk;

    @Inject
    private Clock clock;

    private @Nullable WorkLine line;

    public WorkLine getLine() {
        if (line == null) {
            Work work = desk.find(viewer.viewer(), viewer.path("number"));
            desk.see(viewer.viewer(), work);
            Locale locale = Preferences.of(request).language().locale();
            line = new WorkLine(work, clock.millis(), locale);
        }
        return line;
    }

    /** Whether the page looks again by itself; a reader may stop that. */
    public boolean isLive() {
        return !getLine().isOver() && request.getParameter("still") == null;
    }
}
