package org.tallystick.signing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Published examples that SM2 and SM3 must reproduce before they are trusted: GM/T 0003.5 appendix A (a signature with a given
 * random number on the recommended curve) and GM/T 0004 appendix A.
 */
final class Sm2KnownAnswers {
    static final byte[] MESSAGE = "message digest".getBytes(StandardCharsets.US_ASCII);
    static final BigInteger PRIVATE =
            new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16);
    static final byte[] NONCE = hex("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21");
    static final byte[] PUBLIC_X = hex("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
    static final byte[] PUBLIC_Y = hex("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    static final byte[] SIGNATURE = hex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

    private Sm2KnownAnswers() {}

    /** @return whether every example comes out as published */
    static boolean areReproduced() {
        ECPoint point = Sm2.DOMAIN.getCurve().createPoint(new BigInteger(1, PUBLIC_X), new BigInteger(1, PUBLIC_Y));
        byte[] other = SIGNATURE.clone();
        other[63] ^= 1;
        return digestIs("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
                && digestIs("abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
                && Sm2.verify(point, MESSAGE, SIGNATURE)
                && !Sm2.verify(point, MESSAGE, other)
                && Arrays.equals(signed(NONCE), SIGNATURE);
    }

    /** The example's signature, with this random number. */
    static byte[] signed(byte[] nonce) {
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(PRIVATE, Sm2.DOMAIN);
        return Sm2.sign(Sm2.signer(key, new Fixed(nonce)), MESSAGE);
    }

    private static boolean digestIs(String text, String expected) {
        SM3Digest digest = new SM3Digest();
        byte[] input = text.getBytes(StandardCharsets.US_ASCII);
        digest.update(input, 0, input.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return Arrays.equals(result, hex(expected));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** Draws one number only: for the published example, never for a real signature. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] number;

        Fixed(byte[] number) {
            this.number = number.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(number, 0, bytes, 0, bytes.length);
        }
    }
}
