package org.tallystick.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA-44 (FIPS 204), the signature of notes of type 6 (C2SP tlog-cosignature): over name, time and tree head, which is
 * what remains worth something should Ed25519 fall to a quantum computer. By Bouncy Castle, as Java has it from 24 on only.
 */
final class MlDsa {
    static final int KEY_LENGTH = 1312;
    static final int SIGNATURE_LENGTH = 2420;
    static final int SEED_LENGTH = 32;

    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 255;

    private MlDsa() {}

    /** @throws LedgerFormatException if these bytes are no public key */
    static MLDSAPublicKeyParameters publicKey(byte[] raw) {
        if (raw.length != KEY_LENGTH) {
            throw new LedgerFormatException("An ML-DSA-44 public key must be 1312 bytes long");
        }
        return new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, raw);
    }

    static MLDSAPrivateKeyParameters privateKey(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new LedgerFormatException("An ML-DSA-44 seed must be 32 bytes long");
        }
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
    }

    static byte[] sign(MLDSAPrivateKeyParameters key, byte[] message) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("The key does not sign", e);
        }
    }

    static boolean verify(MLDSAPublicKeyParameters key, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /**
     * The bytes under a signature: the whole tree of a checkpoint, from 0 to its size.
     *
     * @throws LedgerFormatException if a name is longer than 255 bytes
     */
    static byte[] signed(String name, long seconds, Checkpoint checkpoint) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(LABEL);
        writeName(out, name);
        out.writeBytes(eight(seconds));
        writeName(out, checkpoint.origin());
        out.writeBytes(eight(0));
        out.writeBytes(eight(checkpoint.size()));
        out.writeBytes(checkpoint.root());
        return out.toByteArray();
    }

    private static void writeName(ByteArrayOutputStream out, String name) {
        byte[] bytes = NoteVerifier.utf8(name);
        if (bytes.length > LONGEST_NAME) {
            throw new LedgerFormatException("A name under ML-DSA may have at most 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] eight(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
