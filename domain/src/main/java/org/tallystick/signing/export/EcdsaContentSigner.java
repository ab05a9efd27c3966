package org.tallystick.signing.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.operator.ContentSigner;
import org.tallystick.signing.SignatureAlgorithm;

/** ECDSA with SHA-256 in the form that CMS has it: the two numbers as a DER sequence instead of side by side. */
final class EcdsaContentSigner implements ContentSigner {
    private static final BigInteger ORDER = CustomNamedCurves.getByName("P-256").getN();

    private final ExportSigner signer;
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    /** @throws IllegalArgumentException if the signer's algorithm is not ES256 */
    EcdsaContentSigner(ExportSigner signer) {
        if (signer.algorithm() != SignatureAlgorithm.ES256) {
            throw new IllegalArgumentException("This form is signed with ES256 only.");
        }
        this.signer = signer;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public byte[] getSignature() {
        byte[] raw = signer.signature().apply(input.toByteArray());
        try {
            BigInteger[] numbers = PlainDSAEncoding.INSTANCE.decode(ORDER, raw);
            return StandardDSAEncoding.INSTANCE.encode(ORDER, numbers[0], numbers[1]);
        } catch (IOException e) {
            throw new IllegalStateException("A raw ECDSA signature has no DER form", e);
        }
    }
}
