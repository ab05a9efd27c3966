package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.shared.Problem;
import org.tallystick.signing.export.ExportSigner;

/** The platform's seal as the signer of exports. Whoever signs with it has found the receipt genuine before. */
@ApplicationScoped
@PermitAll
public class ExportSeal {
    private final Sealer sealer;
    private final CertificateStore certificates;
    private final Clock clock;

    @Inject
    ExportSeal(Sealer sealer, CertificateStore certificates, Clock clock) {
        this.sealer = sealer;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExportSeal() {
        this(null, null, null);
    }

    /**
     * The key that seals with ECDSA now, with its chain and the time of this moment.
     *
     * @return a signer that throws {@link Problem} not-confirmed when the key does not sign
     */
    public ExportSigner signer() {
        return signer(KeyAlgorithm.ES256);
    }

    /** The same with this algorithm. */
    public ExportSigner signer(KeyAlgorithm algorithm) {
        ExportSigner key = sealer.exporter(algorithm, clock.instant());
        String thumbprint = StoredCertificate.thumbprint(key.chain().get(0));
        return new ExportSigner(key.algorithm(), certificates.chain(thumbprint), key.time(), key.signature());
    }
}
