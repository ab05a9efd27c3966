package org.tallystick.timestamping.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.enrolment.service.InstitutionAlgorithms;
import org.tallystick.enrolment.service.RevocationLists;
import org.tallystick.enrolment.service.SealKeys;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.timestamping.TimestampToken;

/** What judges a timestamp later, collected when it is made: certificates, and the revocation lists of that time. */
@ApplicationScoped
class StampMaterial {
    /** A longer list would make every receipt file long; its state is in the ledger and at its address all the same. */
    private static final int LONGEST_LIST = 20 << 10;

    private final InstitutionAlgorithms institutions;
    private final SealKeys seals;
    private final CertificateStore certificates;
    private final RevocationLists lists;

    @Inject
    StampMaterial(
            InstitutionAlgorithms institutions, SealKeys seals, CertificateStore certificates, RevocationLists lists) {
        this.institutions = institutions;
        this.seals = seals;
        this.certificates = certificates;
        this.lists = lists;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected StampMaterial() {
        this(null, null, null, null);
    }

    /** The token's certificates; of an authority of ours its issuer as well. */
    List<X509Certificate> certificates(TimestampToken token) {
        Set<X509Certificate> all = new LinkedHashSet<>(token.certificates());
        token.signer(token.certificates())
                .map(StoredCertificate::thumbprint)
                .map(certificates::chain)
                .ifPresent(all::addAll);
        return List.copyOf(all);
    }

    /** About the token's own certificates, and about the log's terminals and seals; a master log has none. */
    List<byte[]> revocations(TimestampToken token, LedgerLog log) {
        Set<X509Certificate> issuers = new LinkedHashSet<>();
        issuers.addAll(certificates(token));
        if (!log.isMaster()) {
            issuers.addAll(institutions.basis(log.acquirer()));
            // the seal in use may be of an authority that issues no more
            seals.first(institutions.seal(log.acquirer()).jose())
                    .map(StoredCertificate::thumbprint)
                    .map(certificates::chain)
                    .ifPresent(issuers::addAll);
        }
        List<byte[]> found = new ArrayList<>();
        issuers.stream()
                .filter(issuer -> issuer.getBasicConstraints() >= 0)
                .flatMap(issuer -> lists.of(StoredCertificate.thumbprint(issuer)).stream())
                .map(RevocationLists.Published::der)
                .filter(der -> der.length <= LONGEST_LIST)
                .forEach(found::add);
        return found;
    }
}
