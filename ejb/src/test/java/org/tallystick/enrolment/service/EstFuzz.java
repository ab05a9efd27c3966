package org.tallystick.enrolment.service;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Signing requests as the body of {@code simpleenroll} (RFC 7030 section 4.2.1), with the right code. Inputs that begin with an
 * asterisk are what stands around the key in a request, which is then signed properly: what lies behind the signature is reached too.
 * Either a certificate for exactly the key that was asked for comes out, or a problem, and then nothing has been issued.
 */
public final class EstFuzz {
    private static final byte AROUND_THE_KEY = '*';
    /** Every so many inputs go through the database too, which takes a hundred times as long. */
    private static final int ENROLLED = 32;

    private static final Platform PLATFORM = FuzzedPlatform.PLATFORM;
    private static final KeyPair KEY = Csr.p256();

    private static String code = newCode();

    private EstFuzz() {}

    /** Before the first input's time is taken. */
    public static void fuzzerInitialize() {
        FuzzedPlatform.certificate();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length > 0 && input[0] == AROUND_THE_KEY) {
            readSigned(Arrays.copyOfRange(input, 1, input.length));
            return;
        }
        refusedOr(() -> CertificateRequest.parse(input));
        if (Arrays.hashCode(input) % ENROLLED == 0) {
            enrol(input);
        }
    }

    private static void enrol(byte[] body) {
        int before = issued();
        boolean certified = refusedOr(() -> {
            List<X509Certificate> chain = PLATFORM.service.enrol(Platform.TERMINAL, code, body);
            require(
                    chain.get(0)
                            .getPublicKey()
                            .equals(CertificateRequest.parse(body).key()),
                    "another key's certificate");
        });
        PLATFORM.audited.clear();
        require(issued() == before + (certified ? 1 : 0), "refused, and issued");
        code = certified ? newCode() : code;
    }

    private static int issued() {
        return PLATFORM.certificates.ofTerminal(Platform.TERMINAL).size();
    }

    private static void readSigned(byte[] around) throws IOException, GeneralSecurityException {
        byte[] body = Base64.getEncoder().encode(signed(around));
        refusedOr(() -> require(CertificateRequest.parse(body).key().equals(KEY.getPublic()), "another key"));
    }

    /** @return false if it was refused as such requests may be */
    private static boolean refusedOr(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (Problem problem) {
            require(
                    problem.type() == ProblemType.MALFORMED || problem.type() == ProblemType.MEMBER_INVALID,
                    "refused as " + problem.type());
            return false;
        }
    }

    /** CertificationRequest of RFC 2986 whose subject and attributes are these bytes, in halves. */
    private static byte[] signed(byte[] around) throws IOException, GeneralSecurityException {
        int half = around.length / 2;
        byte[] subject = Arrays.copyOf(around, half);
        byte[] attributes = Arrays.copyOfRange(around, half, around.length);
        byte[] info = sequence(
                new ASN1Integer(0).getEncoded(),
                subject,
                SubjectPublicKeyInfo.getInstance(KEY.getPublic().getEncoded()).getEncoded(),
                attributes);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KEY.getPrivate());
        signature.update(info);
        ASN1ObjectIdentifier algorithm = X9ObjectIdentifiers.ecdsa_with_SHA256;
        return sequence(
                info, new AlgorithmIdentifier(algorithm).getEncoded(), new DERBitString(signature.sign()).getEncoded());
    }

    /** A SEQUENCE with these bytes in it, whatever they are. */
    private static byte[] sequence(byte[]... parts) throws IOException {
        java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.write(part);
        }
        byte[] octets = new DEROctetString(content.toByteArray()).getEncoded();
        octets[0] = DERSequence.getInstance(new DERSequence()).getEncoded()[0];
        return octets;
    }

    private static String newCode() {
        return PLATFORM.codes.create(Platform.TERMINAL).code();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("Enrolment: " + otherwise);
        }
    }
}
