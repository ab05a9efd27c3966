package org.tallystick.terminal;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.ProblemType;
import org.tallystick.terminal.TestPlatform.Reply;

/** The renewal side of {@link TestPlatform}: who proves a certificate in TLS gets one for the key of the request. */
final class TestRenewals {
    /** Who asked: the certificates proven in TLS, and the requests. */
    final List<X509Certificate> proven = new CopyOnWriteArrayList<>();

    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Instead of an answer. */
    volatile Optional<Reply> instead = Optional.empty();
    /** Events under a renewed certificate are refused. */
    volatile boolean forgetful;
    /** Events under a renewed certificate are answered so. */
    volatile Optional<Reply> proof = Optional.empty();

    private final TestAuthority authority;
    private final List<String> issued = new ArrayList<>();

    TestRenewals(TestAuthority authority) {
        this.authority = authority;
    }

    Reply answer(SSLSession session, byte[] body) throws Exception {
        try {
            proven.add((X509Certificate) session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Reply.problem(ProblemType.UNAUTHENTICATED);
        }
        requests.add(new String(body, StandardCharsets.US_ASCII));
        if (instead.isPresent()) {
            return instead.get();
        }
        PKCS10CertificationRequest request =
                new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(body));
        X500Name subject = X500Name.getInstance(
                proven.get(proven.size() - 1).getSubjectX500Principal().getEncoded());
        X509Certificate renewed = authority.certify(
                new JcaPEMKeyConverter().getPublicKey(request.getSubjectPublicKeyInfo()),
                subject,
                CertificatePaths.TERMINAL_ROLE);
        issued.add(Base64Url.encode(Certificates.digest(renewed)));
        return TestPlatform.est(List.of(renewed, authority.certificate()));
    }

    Optional<Reply> refusal(String signer) {
        if (!issued.contains(signer)) {
            return Optional.empty();
        }
        return forgetful ? Optional.of(Reply.problem(ProblemType.CERTIFICATE_UNKNOWN)) : proof;
    }

    /** TLS that asks for a certificate below the authority and does without. */
    static HttpsConfigurator asking(TestAuthority server, TestAuthority clients) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("tls", server.pair().getPrivate(), new char[0], new X509Certificate[] {server.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("terminals", clients.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = getSSLContext().getDefaultSSLParameters();
                asked.setWantClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        };
    }
}
