package org.tallystick.enrolment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateDesk;
import org.tallystick.enrolment.service.KeyOverview;
import org.tallystick.enrolment.service.KeyOverview.PlatformCertificate;
import org.tallystick.enrolment.service.RootKey;
import org.tallystick.enrolment.service.SealRotation;
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
    private SealRotation seals;

    @Inject
    private RootKey root;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    private @Nullable List<PlatformCertificate> platform;

    private @Nullable List<RootKey.Root> roots;

    public List<PlatformCertificate> getPlatform() {
        List<PlatformCertificate> known = platform;
        if (known == null) {
            known = overview.platform(viewer.viewer());
            platform = known;
        }
        return known;
    }

    public List<Map.Entry<String, Long>> getTerminals() {
        return List.copyOf(overview.terminals(viewer.viewer()).entrySet());
    }

    public Moment until(PlatformCertificate certificate) {
        return Moment.of(certificate.notAfter());
    }

    /** The roots in use, and whether their keys are on this server. */
    public List<RootKey.Root> getRoots() {
        List<RootKey.Root> known = roots;
        if (known == null) {
            known = root.all();
            roots = known;
        }
        return known;
    }

    /** Whether a root's key is on this server. */
    public boolean isRootHere() {
        return getRoots().stream().anyMatch(RootKey.Root::here);
    }

    /** Whether a root's key is elsewhere. */
    public boolean isRootAway() {
        return getRoots().stream().anyMatch(each -> !each.here());
    }

    /** Whether there is more than one family to choose from. */
    public boolean isBothFamilies() {
        return getRoots().size() > 1;
    }

    /** The export that was just made, as an address that a browser saves; else empty. */
    public String getExported() {
        return request.getAttribute(RootForms.EXPORT) instanceof String file
                ? "data:application/x-pkcs12;base64," + file
                : "";
    }

    /** Whether keys can be made in a device. */
    public boolean isDevice() {
        return seals.hasDevice();
    }

    /** Seals that count, as they may be ranked; authorities that have successors made. */
    public boolean rankable(PlatformCertificate certificate) {
        return !certificate.state().rank().isEmpty()
                && certificate.revocation().isEmpty()
                && certificate.daysLeft() >= 0;
    }

    /** Whether a successor can be made: of issuing authorities that are not revoked. */
    public boolean issues(PlatformCertificate certificate) {
        return certificate.role().endsWith("_CA") && certificate.revocation().isEmpty();
    }

    /** When a seal last sealed; nothing if never. */
    public @Nullable Moment used(PlatformCertificate certificate) {
        return certificate.state().used().map(Moment::of).orElse(null);
    }

    /** Since when a seal does not sign here; nothing while it does. */
    public @Nullable Moment failing(PlatformCertificate certificate) {
        return certificate.state().failing().map(Moment::of).orElse(null);
    }

    /** Until when the authority's newest revocation list counts; nothing if nobody has asked for one. */
    public @Nullable Moment list(PlatformCertificate certificate) {
        return certificate.state().answers().listUntil().map(Moment::of).orElse(null);
    }

    /** When that list was made. */
    public @Nullable Moment listMade(PlatformCertificate certificate) {
        return certificate.state().answers().listMade().map(Moment::of).orElse(null);
    }

    /** End of the certificate with which the authority answers OCSP; nothing if nobody has asked yet. */
    public @Nullable Moment responder(PlatformCertificate certificate) {
        return certificate.state().answers().responderUntil().map(Moment::of).orElse(null);
    }

    /** When this node last signed an OCSP answer of the authority. */
    public @Nullable Moment answered(PlatformCertificate certificate) {
        return certificate.state().answers().answered().map(Moment::of).orElse(null);
    }

    /** Words for the key's algorithm. */
    public String algorithm(PlatformCertificate certificate) {
        return certificate.algorithm().equals("EC") ? "ECDSA P-256" : certificate.algorithm();
    }

    /** What was done with keys, the newest first. */
    public List<KeyOverview.Act> getActs() {
        return overview.acts(viewer.viewer());
    }

    public Moment when(KeyOverview.Act act) {
        return Moment.of(act.ceremony().happenedAt());
    }

    /** Address of the ledger entry; empty while it waits. */
    public String place(KeyOverview.Act act) {
        return act.place().orElse("");
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
        if (certificate.daysLeft() < 0
                || certificate.revocation().isPresent()
                || certificate.state().failing().isPresent()) {
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
