package org.tallystick.terminal;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.X509;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
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
    private final TestAuthority sm2Authority;
    private final List<X509Certificate> certified = new ArrayList<>();
    private final List<String> issued = new ArrayList<>();

    TestRenewals(TestAuthority authority, TestAuthority sm2Authority) {
        this.authority = authority;
        this.sm2Authority = sm2Authority;
    }

    /** The certificate for the request's key, by the authority of the key's family, and that one's own. */
    List<X509Certificate> certify(PKCS10CertificationRequest request, X500Name subject) throws Exception {
        PublicKey key = SignatureSuite.bouncyCastle()
                .publicKey(request.getSubjectPublicKeyInfo().getEncoded());
        TestAuthority issuer = X509.isSm2(key) ? sm2Authority : authority;
        X509Certificate certificate = issuer.certify(key, subject, CertificatePaths.TERMINAL_ROLE);
        certified.add(certificate);
        return List.of(certificate, issuer.certificate());
    }

    /** By statement: the key that signs it must be one certified here. */
    Reply answer(SignedBill statement) throws Exception {
        JwsEntry entry = statement.signature().orElseThrow();
        BillHeader header = BillHeader.parse(entry, Typ.RENEWAL);
        X509Certificate old = certified.stream()
                .filter(known -> Arrays.equals(Certificates.digest(known), header.certificateDigest()))
                .findFirst()
                .orElseThrow();
        if (!SignatureSuite.bouncyCastle()
                .verify(
                        old.getPublicKey(),
                        header.alg(),
                        entry.signingInput(statement.payloadB64()),
                        entry.signatureBytes())) {
            return Reply.problem(ProblemType.SIGNATURE_INVALID);
        }
        proven.add(old);
        String request =
                StrictJson.parse(statement.payload(), StrictJson.Limits.BILL).string("request");
        requests.add(request);
        if (instead.isPresent()) {
            return instead.get();
        }
        List<String> base64 = new ArrayList<>();
        for (X509Certificate each : renew(Base64.getDecoder().decode(request))) {
            base64.add(Base64.getEncoder().encodeToString(each.getEncoded()));
        }
        return Reply.json(200, Map.of("certificates", base64));
    }

    private List<X509Certificate> renew(byte[] request) throws Exception {
        X500Name subject = X500Name.getInstance(
                proven.get(proven.size() - 1).getSubjectX500Principal().getEncoded());
        List<X509Certificate> renewed = certify(new PKCS10CertificationRequest(request), subject);
        issued.add(Base64Url.encode(Certificates.digest(renewed.get(0))));
        return renewed;
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
        return TestPlatform.est(renew(Base64.getMimeDecoder().decode(body)));
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
