package org.tallystick.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.Typ;

/**
 * The seal of a server that a run has started itself, from that server's own key file: what is loaded beside the server is sealed as the
 * server would have sealed it.
 */
final class BenchSeal {
    private static final String NAME = "seal-1";

    /** Signs with the seal's key. */
    private final UnaryOperator<byte[]> signer;

    private final byte[] certificateDigest;

    private BenchSeal(UnaryOperator<byte[]> signer, byte[] certificateDigest) {
        this.signer = signer;
        this.certificateDigest = certificateDigest;
    }

    /** @param data the server's data directory */
    static BenchSeal of(Path data, SignatureSuite suite) throws IOException {
        Path keys = data.resolve("keys");
        char[] password = Files.readString(keys.resolve("password")).strip().toCharArray();
        try (InputStream file = Files.newInputStream(keys.resolve(NAME + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            PrivateKey key = (PrivateKey) store.getKey(NAME, password);
            PrivateKey own = suite.own(key, SignatureAlgorithm.ES256);
            return new BenchSeal(
                    input -> suite.sign(own, SignatureAlgorithm.ES256, input),
                    Sha256.of(store.getCertificate(NAME).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new BenchException("The seal's key of the started server cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Seals a bill that came over the API in time.
     *
     * @param terminal its signature; empty for a bill that only its terminal's secret vouched for
     * @param second of the seal, since 1970
     */
    JwsEntry seal(String payloadB64, Optional<JwsEntry> terminal, String number, String audience, long second) {
        boolean signed = terminal.isPresent();
        SealStatement statement = new SealStatement(
                number,
                signed ? ReceiptStatus.SIGNED : ReceiptStatus.UNSIGNED,
                signed ? Optional.empty() : Optional.of(Cause.SIGNING_UNIT_FAILED),
                Channel.REST,
                false,
                terminal.map(JwsEntry::digest));
        String header = new SealHeader(
                        SignatureAlgorithm.ES256,
                        signed ? Typ.RECEIPT : Typ.UNSIGNED,
                        certificateDigest,
                        second,
                        audience,
                        statement)
                .encode();
        byte[] input = (header + '.' + payloadB64).getBytes(StandardCharsets.US_ASCII);
        return new JwsEntry(header, Base64Url.encode(signer.apply(input)));
    }
}
