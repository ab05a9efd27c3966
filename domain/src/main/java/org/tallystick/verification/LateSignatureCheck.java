package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Problem;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.LateStatement;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;

/**
 * Did the cardholder sign this very receipt later, as the platform states? Asked only where a statement was given. It never decides: a late
 * signature makes no receipt genuine, and one that does not hold makes none false (FAILURES.md 14).
 */
final class LateSignatureCheck implements Check {
    static final String ID = "late-signature";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        try {
            LateFile file = LateFile.parse(evidence.late().orElseThrow());
            SignedStatement sealed = SignedStatement.parse(file.statement());
            BillHeader header = BillHeader.parse(sealed.seal(), Typ.LATE);
            LateStatement stated = LateStatement.parse(sealed.payload());
            return answer(new Given(file, sealed, header, stated), evidence, context);
        } catch (Problem | IllegalArgumentException e) {
            return CheckResult.warn(ID, "malformed");
        }
    }

    private record Given(LateFile file, SignedStatement sealed, BillHeader header, LateStatement stated) {}

    private static CheckResult answer(Given given, Evidence evidence, VerificationContext context) {
        if (!Arrays.equals(given.stated().receiptDigest(), evidence.receipt().digest())) {
            return CheckResult.warn(ID, "other-receipt");
        }
        Signer signer = signer(given, context);
        LedgerProof proof = LedgerProof.follow(
                given.file().proof(), claim -> claim.contradiction(given.sealed(), evidence.bill()), context.anchors());
        return Stream.of(seal(given, signer, evidence, context), certificate(signer, proof, evidence), ledger(proof))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> signed(given.stated()))
                .with("time", given.stated().time().toString())
                .with("role", LateStatement.ROLE)
                .with("level", LateStatement.LEVEL)
                .with("method", given.stated().method().name())
                .with(
                        "flags",
                        given.stated().flags().stream().sorted().map(Enum::name).toList());
    }

    private static CheckResult signed(LateStatement stated) {
        return stated.flags().isEmpty()
                ? CheckResult.pass(ID, "signed", stated.time(), LateStatement.LEVEL)
                : CheckResult.warn(ID, "flagged", stated.time(), LateStatement.LEVEL);
    }

    private static Optional<CheckResult> seal(
            Given given, Signer signer, Evidence evidence, VerificationContext context) {
        String audience = SignatureQuestion.audience(evidence.receipt(), context);
        CheckResult result = SignatureQuestion.ask(ID, signer, given.sealed().payloadB64(), audience);
        return wrong(result, result.why());
    }

    private static Optional<CheckResult> certificate(Signer signer, LedgerProof proof, Evidence evidence) {
        CheckResult result = CertificateQuestion.ask(ID, signer, proof.time(), evidence);
        boolean timeAlone = result.result() == Verdict.UNKNOWN && CertificateQuestion.isTimeAlone(result.why());
        return timeAlone ? Optional.empty() : wrong(result, result.why());
    }

    private static Optional<CheckResult> ledger(LedgerProof proof) {
        CheckResult result = proof.result();
        boolean waits = result.why().equals("no-proof");
        return wrong(result, result.result() == Verdict.FAIL ? "proof" : waits ? "no-proof" : "unproven");
    }

    /** A failure is a remark here: what does not hold is not there. */
    private static Optional<CheckResult> wrong(CheckResult result, String why) {
        return switch (result.result()) {
            case PASS, WARN -> Optional.empty();
            case FAIL -> Optional.of(CheckResult.warn(ID, why));
            case UNKNOWN -> Optional.of(CheckResult.unknown(ID, why));
        };
    }

    private static Signer signer(Given given, VerificationContext context) {
        BillHeader header = given.header();
        List<X509Certificate> material = given.file().certificates();
        Instant claimed = Instant.ofEpochSecond(header.iat());
        return new Signer(
                CertificateRole.SEAL,
                given.sealed().seal(),
                header.alg(),
                header.audience(),
                claimed,
                header.certificateDigest(),
                Evidence.find(material, header.certificateDigest())
                        .map(certificate -> new PathFinder(context.anchors().roots(), material)
                                .find(certificate, CertificateRole.SEAL, claimed)));
    }
}
