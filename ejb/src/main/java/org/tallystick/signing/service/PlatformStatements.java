package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedStatement;

/** Statements of the platform's own about receipts, under the key that seals them. */
@ApplicationScoped
@PermitAll
public class PlatformStatements {
    private final Sealer sealer;
    private final SignatureSuite suite;
    private final CertificateStore certificates;
    private final Clock clock;

    @Inject
    PlatformStatements(Sealer sealer, SignatureSuite suite, CertificateStore certificates, Clock clock) {
        this.sealer = sealer;
        this.suite = suite;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PlatformStatements() {
        this(null, null, null, null);
    }

    /**
     * Signs, and verifies what was signed (FAILURES.md 12).
     *
     * @param typ one of {@link org.tallystick.signing.Typ}
     * @throws Problem not-confirmed when the platform's key does not sign: nothing may be stored then
     */
    public SignedStatement sign(String typ, byte[] payload) {
        SignedStatement statement = sealer.sign(typ, payload, clock.instant());
        if (!verifies(statement, typ)) {
            throw new Problem(ProblemType.NOT_CONFIRMED, "The platform's signing key does not work at present.");
        }
        return statement;
    }

    /** Whether a stored statement is still what one of the platform's seal keys has signed, and of this type. */
    public boolean verifies(SignedStatement statement, String typ) {
        try {
            BillHeader header = BillHeader.parse(statement.seal(), typ);
            List<X509Certificate> chain = chain(statement, typ);
            return !chain.isEmpty()
                    && SignatureAlgorithm.of(chain.get(0).getPublicKey()) == header.alg()
                    && suite.verify(
                            chain.get(0).getPublicKey(),
                            header.alg(),
                            statement.seal().signingInput(statement.payloadB64()),
                            statement.seal().signatureBytes());
        } catch (Problem | IllegalArgumentException e) {
            return false;
        }
    }

    /** The certificate that vouches for a statement, and its issuer; empty if it is not known here. */
    public List<X509Certificate> chain(SignedStatement statement, String typ) {
        byte[] thumbprint = BillHeader.parse(statement.seal(), typ).certificateDigest();
        return certificates.chain(Base64Url.encode(thumbprint));
    }
}
