package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.service.KeyOverview;
import org.tallystick.enrolment.service.KeyOverview.PlatformCertificate;
import org.tallystick.shared.web.Moment;

/** The platform's certificates and the state of the terminals', for the operator. */
@Named("keys")
@RequestScoped
public class KeysView {
    private static final long SOON = 60;

    @Inject
    private KeyOverview overview;

    @Inject
    private ViewerView viewer;

    public List<PlatformCertificate> getPlatform() {
        return overview.platform(viewer.viewer());
    }

    public List<Map.Entry<String, Long>> getTerminals() {
        return List.copyOf(overview.terminals(viewer.viewer()).entrySet());
    }

    public Moment until(PlatformCertificate certificate) {
        return Moment.of(certificate.notAfter());
    }

    public String tone(PlatformCertificate certificate) {
        if (certificate.daysLeft() < 0) {
            return "bad";
        }
        return certificate.daysLeft() < SOON ? "warn" : "ok";
    }

    /** Days until the first of the platform's certificates runs out. */
    public long getFirstDays() {
        return getPlatform().stream()
                .mapToLong(PlatformCertificate::daysLeft)
                .filter(d -> d >= 0)
                .min()
                .orElse(0);
    }
}
