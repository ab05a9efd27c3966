package org.tallystick.ear;

import static org.tallystick.coverage.CaseState.AWAIT_TERMINAL;
import static org.tallystick.coverage.CaseState.TICKET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tallystick.coverage.CaseState;
import org.tallystick.signing.Cause;

/** What becomes of a terminal's key and certificate in its state directory, and the cause that the platform has to find then. */
enum SpoiltFiles {
    KEY_SCRATCHED("its key's file was overwritten", Cause.SIGNING_UNIT_FAILED, TICKET, true, "签名单元故障") {
        @Override
        void spoil(Path state) throws IOException {
            Files.writeString(state.resolve(KEY), "scratched");
        }
    },
    CERTIFICATE_LOST("its certificate's file is lost", Cause.CERT_MISSING, AWAIT_TERMINAL, true, "缺少终端证书") {
        @Override
        void spoil(Path state) throws IOException {
            Files.delete(state.resolve(CERTIFICATE));
        }
    },
    KEY_OF_ANOTHER(
            "its key's file is that of another device", Cause.CERT_KEY_MISMATCH, AWAIT_TERMINAL, true, "密钥与证书不符") {
        @Override
        void spoil(Path state) throws IOException {
            write(state, pair("EC", 256));
        }
    },
    SHORT_KEY("an RSA key of 1024 bits was imported", Cause.CERT_WEAK_ALG, AWAIT_TERMINAL, false, "密钥算法过弱") {
        @Override
        void spoil(Path state) throws IOException {
            KeyPair pair = pair("RSA", 1024);
            write(state, pair);
            Files.writeString(state.resolve(CERTIFICATE), pem("CERTIFICATE", selfSigned(pair, "SHA256withRSA")));
        }
    },
    STRANGE_AUTHORITY(
            "key and certificate of another authority were imported, and it signs with them",
            Cause.CERT_UNTRUSTED,
            AWAIT_TERMINAL,
            false,
            "") {
        @Override
        void spoil(Path state) throws IOException {
            KeyPair pair = pair("EC", 256);
            write(state, pair);
            Files.writeString(state.resolve(CERTIFICATE), pem("CERTIFICATE", selfSigned(pair, "SHA256withECDSA")));
        }
    };

    private static final String KEY = "key.pem";
    private static final String CERTIFICATE = "certificate.pem";

    private final String sentence;
    private final Cause cause;
    private final CaseState first;
    private final boolean restored;
    private final String words;

    SpoiltFiles(String sentence, Cause cause, CaseState first, boolean restored, String words) {
        this.sentence = sentence;
        this.cause = cause;
        this.first = first;
        this.restored = restored;
        this.words = words;
    }

    abstract void spoil(Path state) throws IOException;

    Cause cause() {
        return cause;
    }

    CaseState first() {
        return first;
    }

    /** Whether the old files are put back; otherwise the terminal is enrolled again. */
    boolean isRestored() {
        return restored;
    }

    /** On the slip; empty where the terminal does not know that anything is wrong. */
    String words() {
        return words;
    }

    @Override
    public String toString() {
        return sentence;
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path state, KeyPair pair) {
        try {
            Files.writeString(
                    state.resolve(KEY),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                            + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] selfSigned(KeyPair pair, String algorithm) {
        Instant now = Clock.systemUTC().instant();
        X500Name name = new X500Name("CN=Some other authority");
        try {
            return new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(now.minus(Duration.ofDays(30))),
                            Date.from(now.plus(Duration.ofDays(365))),
                            name,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return String.format(Locale.ROOT, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n", label, base64);
    }
}
