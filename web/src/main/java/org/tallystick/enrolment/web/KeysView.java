package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateDesk;
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
    private CertificateDesk desk;

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

    /** Those that may be revoked. */
    public List<PlatformCertificate> getRevocable() {
        return getPlatform().stream()
                .filter(certificate -> !certificate.role().equals(StoredCertificate.Role.ROOT.name()))
                .filter(certificate -> certificate.revocation().isEmpty())
                .toList();
    }

    public List<String> getReasons() {
        return desk.reasons(viewer.viewer()).stream()
                .map(RevocationReason::name)
                .toList();
    }

    public boolean revoked(PlatformCertificate certificate) {
        return certificate.revocation().isPresent();
    }

    /** From when on a revoked certificate does not count. */
    public Moment ended(PlatformCertificate certificate) {
        return Moment.of(certificate.revocation().orElseThrow().effective());
    }

    /** Key of the words for why it was revoked. */
    public String reason(PlatformCertificate certificate) {
        return "reason." + certificate.revocation().orElseThrow().reason().name();
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
