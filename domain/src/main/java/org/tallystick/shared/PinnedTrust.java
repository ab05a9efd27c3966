package org.tallystick.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the servers certified under the authorities of one PEM file, and in no others. */
public final class PinnedTrust {
    private PinnedTrust() {}

    /** @throws GeneralSecurityException if the file holds no certificate, or none that TLS knows */
    public static SSLContext in(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate certificate : certificates(pem)) {
            // TLS is spoken under the other family; SM2 authorities in the same file are for receipts.
            if (!X509.isSm2(certificate)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("There is no authority that TLS knows in the file: SM2 is for receipts");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    /** @throws GeneralSecurityException if the file holds no certificate */
    public static List<X509Certificate> certificates(Path pem) throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = X509.parseAll(Files.readAllBytes(pem));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("There is no certificate in the file");
        }
        return certificates;
    }
}
