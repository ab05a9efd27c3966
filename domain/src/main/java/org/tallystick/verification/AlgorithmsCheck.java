package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
        List<Signer> signers = Stream.concat(evidence.terminal().stream(), Stream.of(evidence.seal()))
                .toList();
        for (Signer signer : signers) {
            Optional<String> wrong = signer.certificate().flatMap(certificate -> wrong(signer, certificate));
            if (wrong.isPresent()) {
                return CheckResult.fail(id(), wrong.get());
            }
        }
        if (signers.stream().anyMatch(signer -> signer.certificate().isEmpty())) {
            return CheckResult.unknown(id(), "certificate-missing");
        }
        return CheckResult.pass(id(), "strong", evidence.seal().algorithm().jose());
    }

    private static Optional<String> wrong(Signer signer, X509Certificate certificate) {
        try {
            if (SignatureAlgorithm.of(certificate.getPublicKey()) != signer.algorithm()) {
                return Optional.of("mismatch");
            }
        } catch (IllegalArgumentException e) {
            return Optional.of("weak");
        }
        String issuedWith = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return issuedWith.contains("SHA1") || issuedWith.contains("MD5") ? Optional.of("weak") : Optional.empty();
    }
}
