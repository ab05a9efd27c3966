package org.tallystick.verification;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.enrolment.CertificateStrength;
import org.tallystick.signing.SignatureAlgorithm;

/** Are all algorithms strong enough, and are they those of the keys? */
final class AlgorithmsCheck implements Check {
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
            if (!path.issued().stream().allMatch(CertificateStrength::isStronglySigned)) {
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
