package org.tallystick.signing.export;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tallystick.signing.SignatureAlgorithm;

/**
 * Who signs an export, and when.
 *
 * @param chain the signer's certificate, then its issuers without the root
 * @param time of the signature, by the clock of whoever signs
 * @param signature makes the raw signature of 64 bytes ({@code r‖s} for ES256) over the bytes it is given
 */
public record ExportSigner(
        SignatureAlgorithm algorithm, List<X509Certificate> chain, Instant time, UnaryOperator<byte[]> signature) {

    /** @throws IllegalArgumentException if there is no certificate */
    public ExportSigner {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("An export needs the certificate of its signer.");
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }
}
