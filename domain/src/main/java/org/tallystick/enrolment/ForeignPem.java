package org.tallystick.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import org.tallystick.shared.X509;

/** Certificates as somebody hands them in: PEM or DER, in any order, each perhaps more than once. */
public final class ForeignPem {
    /** Bytes of the longest file that is read. */
    public static final int MAX_LENGTH = 64 << 10;

    private static final int MOST = 8;

    private ForeignPem() {}

    /**
     * The certificates, each once, in the order of the file. A private key in the file is noticed before anything is parsed.
     *
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}: too-large, or member-invalid
     */
    public static List<X509Certificate> read(byte[] file) {
        if (file.length > MAX_LENGTH) {
            throw ChainFault.TOO_LARGE.problem();
        }
        if (new String(file, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")) {
            throw ChainFault.PRIVATE_KEY.problem();
        }
        List<X509Certificate> found = parse(file);
        if (found.isEmpty()) {
            throw ChainFault.UNREADABLE.problem();
        }
        List<X509Certificate> all = List.copyOf(new LinkedHashSet<>(found));
        if (all.size() > MOST) {
            throw ChainFault.TOO_MANY.problem();
        }
        return all;
    }

    private static List<X509Certificate> parse(byte[] file) {
        try {
            return X509.parseAll(file);
        } catch (CertificateException | RuntimeException e) {
            throw ChainFault.UNREADABLE.problem();
        }
    }
}
