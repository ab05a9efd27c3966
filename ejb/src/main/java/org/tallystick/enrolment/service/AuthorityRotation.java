package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Successors of issuing authorities and of the keys that answer OCSP. The older authority answers for what it has issued, to its end. */
@ApplicationScoped
@PermitAll
public class AuthorityRotation {
    private final CertificateRepository certificates;
    private final CertificateAuthority authority;
    private final KeyVault vault;
    private final BasisRecords basis;
    private final Ceremonies ceremonies;
    private final Event<AuditEvent> audit;

    @Inject
    AuthorityRotation(
            CertificateRepository certificates,
            CertificateAuthority authority,
            KeyVault vault,
            BasisRecords basis,
            Ceremonies ceremonies,
            Event<AuditEvent> audit) {
        this.certificates = certificates;
        this.authority = authority;
        this.vault = vault;
        this.basis = basis;
        this.ceremonies = ceremonies;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuthorityRotation() {
        this(null, null, null, null, null, null);
    }

    /**
     * Another authority issues from now on what this one has issued.
     *
     * @throws Problem not-found; forbidden if the root's key is not here
     */
    public void succeed(Viewer viewer, String thumbprint) {
        viewer.require(Role.OPERATOR);
        StoredCertificate stored = stored(thumbprint);
        AuthorityKind kind = Arrays.stream(AuthorityKind.values())
                .filter(each -> each.stored() == stored.role())
                .findFirst()
                .orElseThrow(AuthorityRotation::unknown);
        X509Certificate next =
                authority.succeed(KeyFamily.of(stored.certificate()), kind, organisation(stored.certificate()));
        activated(next, viewer);
        audit.fire(viewer.audit("authority.succeed", thumbprint).because(StoredCertificate.thumbprint(next)));
    }

    /**
     * Another key answers OCSP about what this authority has issued, from now on.
     *
     * @throws Problem not-found, also if the authority's key is not here
     */
    public void succeedResponder(Viewer viewer, String thumbprint) {
        viewer.require(Role.OPERATOR);
        X509Certificate next =
                authority.succeedResponder(stored(thumbprint).thumbprint()).orElseThrow(AuthorityRotation::unknown);
        activated(next, viewer);
        audit.fire(viewer.audit("ocsp-key.succeed", thumbprint).because(StoredCertificate.thumbprint(next)));
    }

    private void activated(X509Certificate next, Viewer viewer) {
        String name = vault.nameOf(StoredCertificate.thumbprint(next)).orElseThrow();
        ceremonies.record("activated", name, next, viewer.login(), Map.of());
        basis.log();
    }

    private StoredCertificate stored(String thumbprint) {
        return certificates
                .find(thumbprint)
                .filter(found -> found.role().isAuthority())
                .orElseThrow(AuthorityRotation::unknown);
    }

    /** For terminals' authorities the acquirer. */
    private static String organisation(X509Certificate certificate) {
        RDN[] organisations = X500Name.getInstance(
                        certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.O);
        return organisations.length == 0
                ? ""
                : IETFUtils.valueToString(organisations[0].getFirst().getValue());
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "The platform has no such authority, or its key is not here.");
    }
}
