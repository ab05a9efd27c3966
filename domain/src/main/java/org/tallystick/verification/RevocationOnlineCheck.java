package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has a certificate of this receipt been revoked by now, whenever? */
final class RevocationOnlineCheck implements Check {
    @Override
    public String id() {
        return "revocation-online";
    }

    @Override
    public boolean decisive() {
        return false;
    }

    @Override
    public CheckResult check(Evidence evidence, VerificationContext context) {
        List<Optional<OnlineFacts.CertificateState>> states = Stream.concat(
                        evidence.terminal().stream(), Stream.of(evidence.seal()))
                .flatMap(signer -> signer.certificate().stream())
                .map((X509Certificate certificate) ->
                        evidence.online().certificates().apply(certificate))
                .filter(Optional::isPresent)
                .toList();
        if (states.isEmpty()) {
            return CheckResult.offline(id());
        }
        boolean revoked = states.stream().flatMap(Optional::stream).anyMatch(state -> state.revocation()
                .isPresent());
        return revoked ? CheckResult.warn(id(), "revoked-later") : CheckResult.pass(id(), "good");
    }
}
