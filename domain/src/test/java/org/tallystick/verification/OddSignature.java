package org.tallystick.verification;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** Other ways of writing an ES256 signature, all of which a careless verifier accepts (THREATS.md A7). */
final class OddSignature {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private OddSignature() {}

    /** (r, n − s) is a signature too wherever (r, s) is one. */
    static byte[] negated(byte[] signature) {
        BigInteger s = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] other = HexFormat.of().parseHex("%064x".formatted(s));
        byte[] negated = Arrays.copyOf(signature, 64);
        System.arraycopy(other, 0, negated, 32, 32);
        return negated;
    }

    /** As most other programs write it: ASN.1. */
    static byte[] der(byte[] signature) {
        byte[] r = new BigInteger(1, Arrays.copyOf(signature, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)).toByteArray();
        String content = "02%02x%s02%02x%s".formatted(r.length, hex(r), s.length, hex(s));
        return HexFormat.of().parseHex("30%02x".formatted(content.length() / 2) + content);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** 64 bytes leave four unused bits in the last character. */
    static String strayBits(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signature.charAt(signature.length() - 1));
        return signature.substring(0, signature.length() - 1) + alphabet.charAt(last | 1);
    }
}
