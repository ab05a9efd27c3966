package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.signing.SignatureAlgorithm;

/** Are all algorithms strong enough, and are they those of the keys? */
final class AlgorithmsCheck implements Check {
    /** Ed25519 (RFC 8410); SM2 with SM3; ECDSA (RFC 5758) and RSA (RFC 8017) with SHA-256, SHA-384 and SHA-512. */
    private static final Set<String> ISSUED_WITH = Set.of(
            "1.3.101.112",
            "1.2.156.10197.1.501",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13");

    @Override
    public String id() {
        return "algorithms";
    }

    @Override
    public boolean decisive() {
        return true;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        List<Signer> signers = evidence.signers();
        Optional<String> wrong =
                signers.stream().flatMap(signer -> wrong(signer).stream()).findFirst();
        if (wrong.isPresent()) {
            return CheckResult.fail(id(), wrong.get());
        }
        if (signers.stream().anyMatch(signer -> signer.path().isEmpty())) {
            return CheckResult.unknown(id(), "certificate-missing");
        }
        return CheckResult.pass(
                id(),
                "strong",
                signers.stream()
                        .map(signer -> signer.algorithm().title())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static Optional<String> wrong(Signer signer) {
        return signer.path().flatMap(path -> {
            if (!path.issued().stream().map(X509Certificate::getSigAlgOID).allMatch(ISSUED_WITH::contains)) {
                return Optional.of("weak");
            }
            try {
                return SignatureAlgorithm.of(path.certificate().getPublicKey()) == signer.algorithm()
                        ? Optional.empty()
                        : Optional.of("mismatch");
            } catch (IllegalArgumentException e) {
                return Optional.of("weak");
            }
        });
    }
}
