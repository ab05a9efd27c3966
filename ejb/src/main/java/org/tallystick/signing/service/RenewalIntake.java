package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.RenewalService;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Renews certificates of terminals that cannot prove their key in TLS, as SM2 is none of its algorithms here: they prove it in a
 * statement over the signing request (API.md, Enrolment). Sent again, it gets the same certificate.
 */
@ApplicationScoped
@PermitAll
public class RenewalIntake {
    /** How old a statement may be, whose clock may be wrong too: a captured one is worth nothing afterwards. */
    private static final Duration MOST_OFF = Duration.ofHours(1);

    private final SignatureCheck signatures;
    private final RenewalService renewals;
    private final IntakeLimits limits;
    private final Clock clock;

    @Inject
    RenewalIntake(SignatureCheck signatures, RenewalService renewals, IntakeLimits limits, Clock clock) {
        this.signatures = signatures;
        this.renewals = renewals;
        this.limits = limits;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RenewalIntake() {
        this(null, null, null, null);
    }

    /**
     * @param remote address it came from
     * @return the new certificate and its issuer's
     * @throws Problem malformed, header-invalid, signature-missing, certificate-unknown, signature-invalid, rate-limited,
     *     member-invalid, bill-mismatch, or what {@link RenewalService#renew} says; nothing is stored then
     */
    public List<X509Certificate> accept(byte[] body, String remote) {
        SignedBill sent = SignedBill.parse(body);
        if (!sent.parts().isEmpty()) {
            throw Problem.member(ProblemType.MALFORMED, "parts", "must not be there: renewals have none");
        }
        SignatureCheck.Verified verified = signatures.verify(sent, Typ.RENEWAL);
        CertifiedKey signer = verified.key();
        Instant signedAt = Instant.ofEpochSecond(verified.header().iat());
        if (Duration.between(signedAt, clock.instant()).abs().compareTo(MOST_OFF) > 0) {
            throw Problem.member(
                    ProblemType.HEADER_INVALID, "iat", "must be of the last hour; set the clock, sign a new statement");
        }
        limits.signed(signer.subject().terminalNo());
        JsonObject statement =
                StrictJson.parse(sent.payload(), StrictJson.Limits.BILL).raising(ProblemType.MEMBER_INVALID);
        if (statement.integer("version") != 1) {
            throw statement.problem("version", "must be 1");
        }
        requireSigner(statement, signer);
        byte[] request = statement.string("request").getBytes(StandardCharsets.US_ASCII);
        return renewals.renew(signer.thumbprint(), request, remote);
    }

    private static void requireSigner(JsonObject statement, CertifiedKey signer) {
        boolean own = statement.string("terminalNo").equals(signer.subject().terminalNo());
        if (!own || statement.integer("series") != signer.subject().series()) {
            throw Problem.member(
                    ProblemType.BILL_MISMATCH,
                    own ? "series" : "terminalNo",
                    "is not the one the key was certified for");
        }
    }
}
