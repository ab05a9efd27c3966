package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;

/** Certificates as they come and go: PEM files, the certs-only PKCS#7 of EST (RFC 7030 section 4.1.3), TLS trust. */
final class Certificates {
    private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Certificates() {}

    /** @throws TerminalException USAGE if these bytes are no certificates in PEM or DER */
    static List<X509Certificate> parse(byte[] pem) {
        try {
            List<X509Certificate> certificates = X509.parseAll(pem);
            if (certificates.isEmpty()) {
                throw new TerminalException(Trouble.USAGE, "There is no certificate in the PEM file.");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new TerminalException(Trouble.USAGE, "The file does not hold certificates in PEM form.", e);
        }
    }

    static byte[] toPem(List<X509Certificate> certificates) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        certificates.forEach(certificate -> out.writeBytes(pem("CERTIFICATE", der(certificate))));
        return out.toByteArray();
    }

    /** One block of a PEM file. */
    static byte[] pem(String label, byte[] der) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, MIME.encodeToString(der))
                .getBytes(US_ASCII);
    }

    /** The certificates in an answer of an EST server: PKCS#7, certificates only, in base64. */
    static List<X509Certificate> parseEst(byte[] base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (X509CertificateHolder holder :
                    new CMSSignedData(der).getCertificates().getMatches(null)) {
                all.writeBytes(pem("CERTIFICATE", holder.getEncoded()));
            }
            return parse(all.toByteArray());
        } catch (CMSException | IOException | IllegalArgumentException | TerminalException e) {
            throw new TerminalException(
                    Trouble.NOT_CONFIRMED, "The server's answer holds no certificates as RFC 7030 wants them.", e);
        }
    }

    /** As {@code x5t#S256} writes it: base64url of the SHA-256 of the DER bytes. */
    static String thumbprint(X509Certificate certificate) {
        return Base64Url.encode(digest(certificate));
    }

    static byte[] digest(X509Certificate certificate) {
        return Sha256.of(der(certificate));
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("A parsed certificate can be encoded", e);
        }
    }

    /** Both lists without repetitions, in order. */
    static List<X509Certificate> union(List<X509Certificate> first, List<X509Certificate> second) {
        Set<X509Certificate> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    static List<X509Certificate> selfIssued(List<X509Certificate> certificates) {
        return certificates.stream().filter(X509::isSelfIssued).collect(Collectors.toList());
    }

    /** A TLS context that trusts servers certified under these authorities, and no others. */
    static SSLContext tls(List<X509Certificate> authorities) {
        return tls(authorities, new KeyManager[0]);
    }

    /** The same for somebody who can prove who he is; not with SM2, which TLS does not have here. */
    static SSLContext tls(List<X509Certificate> authorities, TerminalKey key, List<X509Certificate> ownPath) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            boolean ecdsa = key.algorithm() == SignatureAlgorithm.ES256;
            PrivateKey own = KeyFactory.getInstance(ecdsa ? "EC" : "Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
            store.setKeyEntry("terminal", own, new char[0], ownPath.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            return tls(authorities, keys.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot use the terminal's key for TLS", e);
        }
    }

    private static SSLContext tls(List<X509Certificate> authorities, KeyManager[] keys) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                // TLS is spoken under the other family; SM2 authorities are for bills and receipts.
                if (!X509.isSm2(authority)) {
                    store.setCertificateEntry(thumbprint(authority), authority);
                }
            }
            if (store.size() == 0) {
                throw new TerminalException(
                        Trouble.USAGE,
                        "The PEM file has no authority that TLS knows: SM2 is for receipts. Add the one that certifies the"
                                + " server.");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot speak TLS", e);
        }
    }

    static boolean sameKey(X509Certificate certificate, byte[] publicKey) {
        return Arrays.equals(certificate.getPublicKey().getEncoded(), publicKey);
    }
}
