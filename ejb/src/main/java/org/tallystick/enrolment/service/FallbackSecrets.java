package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.shared.Base64Url;

/**
 * Secrets with which terminals vouch for bills they cannot sign (API.md, What makes a bill unsigned but kept). Derived from
 * a key of the vault, so none is stored: HMAC-SHA-256 over terminal number and series, 43 characters of base64url.
 */
@ApplicationScoped
@PermitAll
public class FallbackSecrets {
    private static final String PREFIX = "tallystick-fallback/v1\n";

    private final KeyVault vault;
    private final CertificateRepository certificates;

    @Inject
    FallbackSecrets(KeyVault vault, CertificateRepository certificates) {
        this.vault = vault;
        this.certificates = certificates;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected FallbackSecrets() {
        this(null, null);
    }

    /**
     * Whether this is the secret of the terminal's series, compared in constant time, and the series still belongs to its
     * device: a secret goes with its key when that is reported stolen.
     */
    public boolean matches(String terminalNo, long series, String presented) {
        return MessageDigest.isEqual(bytes(of(terminalNo, series)), bytes(presented)) && isHeld(terminalNo, series);
    }

    private boolean isHeld(String terminalNo, long series) {
        List<TerminalCertificate> ofSeries = certificates.ofTerminal(terminalNo).stream()
                .filter(certificate -> certificate.series() == series)
                .toList();
        return ofSeries.stream().anyMatch(TerminalCertificate::isDelivered)
                && ofSeries.stream()
                        .flatMap(certificate -> certificate.revocation().stream())
                        .noneMatch(revocation -> revocation.reason().isCompromise());
    }

    String of(String terminalNo, long series) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(vault.fallbackKey());
            return Base64Url.encode(mac.doFinal(bytes(PREFIX + terminalNo + "." + series)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
