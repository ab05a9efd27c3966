package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;

/** What a server says of a terminal's certificate: by the list that the certificate names, and by OCSP in both of its ways. */
final class RevocationStatus {
    private final ServerProcess server;
    private final X509Certificate certificate;

    private RevocationStatus(ServerProcess server, X509Certificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** Of the certificate that the terminal library has in use. */
    static RevocationStatus of(ServerProcess server, Path state) throws Exception {
        return new RevocationStatus(
                server,
                X509.parseAll(Files.readAllBytes(state.resolve("certificate.pem")))
                        .get(0));
    }

    X509Certificate certificate() {
        return certificate;
    }

    String thumbprint() throws Exception {
        return Base64Url.encode(Sha256.of(certificate.getEncoded()));
    }

    /** The authority, from the address that the certificate names. */
    X509Certificate issuer() throws Exception {
        TestAnswer answer = TestAnswer.get(server, named("/api/v1/certificates/", 43));
        return X509.parse(answer.body());
    }

    /** The list from the address that the certificate names, verified under the authority. */
    X509CRL list() throws Exception {
        TestAnswer answer = TestAnswer.get(server, named("/api/v1/crl/", 47));
        assertThat(answer.header("Content-Type")).isEqualTo("application/pkix-crl");
        boolean sm2 = X509.isSm2(issuer());
        CertificateFactory lists = sm2
                ? CertificateFactory.getInstance("X.509", X509.smProvider())
                : CertificateFactory.getInstance("X.509");
        X509CRL list = (X509CRL) lists.generateCRL(new ByteArrayInputStream(answer.body()));
        if (sm2) {
            list.verify(issuer().getPublicKey(), X509.smProvider());
        } else {
            list.verify(issuer().getPublicKey());
        }
        return list;
    }

    Optional<X509CRLEntry> listed() throws Exception {
        return Optional.ofNullable(list().getRevokedCertificate(certificate));
    }

    /** The same by POST and by GET. */
    CertificateStatus asked() throws Exception {
        byte[] request = request();
        CertificateStatus byPost = status(post(server, request));
        TestAnswer got = TestAnswer.get(
                server,
                "/ocsp/"
                        + Base64.getEncoder()
                                .encodeToString(request)
                                .replace("+", "%2B")
                                .replace("/", "%2F"));
        CertificateStatus byGet = status(got);
        assertThat(String.valueOf(byGet == null ? "good" : byGet.getClass()))
                .isEqualTo(String.valueOf(byPost == null ? "good" : byPost.getClass()));
        return byPost;
    }

    byte[] request() throws Exception {
        CertificateID id = new CertificateID(
                new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
                new JcaX509CertificateHolder(issuer()),
                certificate.getSerialNumber());
        return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    }

    static TestAnswer post(ServerProcess server, byte[] request) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url("/ocsp"))
                .header("Content-Type", "application/ocsp-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
    }

    private static CertificateStatus status(TestAnswer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/ocsp-response");
        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer.body()).getResponseObject();
        return basic.getResponses()[0].getCertStatus();
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String named(String prefix, int length) {
        String text = new String(encoded(), StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(prefix);
        return text.substring(begin, begin + prefix.length() + length);
    }
}
