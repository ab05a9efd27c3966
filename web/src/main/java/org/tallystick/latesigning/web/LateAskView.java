package org.tallystick.latesigning.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.service.LateLinks;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.QrCode;
import org.tallystick.shared.web.Texts;

/** The portal's page that makes a link for a cardholder: shown once, as text and as a QR code, with the links before it. */
@Named("lateAsk")
@RequestScoped
public class LateAskView {
    static final String MADE = "tallystick.late-link";

    @Inject
    private HttpServletRequest request;

    @Inject
    private LateLinks links;

    @Inject
    private CoverageCases cases;

    @Inject
    private LateCases late;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable CaseHead head;
    private @Nullable List<LateLink> known;

    /** A link without its secret. */
    public record Line(String tone, String icon, String state, String by, Moment asked, Moment until, boolean opened) {}

    /** Whether the cardholder of this case may sign. */
    public boolean isOffered() {
        return late.isOffered(viewer.viewer(), head());
    }

    /** Whether a link works now. */
    public boolean isWaiting() {
        return known().stream().anyMatch(link -> link.state(clock.instant()) == LateLink.State.OPEN);
    }

    public boolean isErasing() {
        return viewer.viewer().role() == Role.INSTITUTION_OFFICER;
    }

    public int getVersion() {
        return head().version();
    }

    /** Whether a link was just made. */
    public boolean isMade() {
        return request.getAttribute(MADE) != null;
    }

    public String getAddress() {
        return made().address();
    }

    public Moment getExpires() {
        return Moment.of(made().expires());
    }

    public QrCode getQr() {
        return QrCode.of(getAddress());
    }

    /** The newest first. */
    public List<Line> getLines() {
        return known().stream().map(this::line).toList();
    }

    private Line line(LateLink link) {
        LateLink.State state = link.state(clock.instant());
        return new Line(
                switch (state) {
                    case OPEN -> "wait";
                    case SIGNED -> "ok";
                    case DENIED -> "bad";
                    case REVOKED, EXPIRED -> "warn";
                },
                switch (state) {
                    case OPEN -> "clock";
                    case SIGNED -> "check";
                    case DENIED -> "ban";
                    case REVOKED, EXPIRED -> "low";
                },
                words().get("link." + state),
                link.askedBy(),
                Moment.of(link.asked()),
                Moment.of(link.expires()),
                link.opened().isPresent());
    }

    private LateLinks.Made made() {
        return (LateLinks.Made) request.getAttribute(MADE);
    }

    private CaseHead head() {
        if (head == null) {
            head = cases.find(viewer.viewer(), viewer.path("case"));
        }
        return head;
    }

    private List<LateLink> known() {
        if (known == null) {
            known = links.ofCase(viewer.viewer(), viewer.path("case"));
        }
        return known;
    }

    private Texts words() {
        return Texts.of("Late", Preferences.of(request).language().locale());
    }
}
