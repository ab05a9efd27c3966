package org.tallystick.verification;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.JWSSerializationType;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.jades.JAdESSignatureParameters;
import eu.europa.esig.dss.jades.signature.JAdESService;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * EU DSS as somebody else would use it: its own default policy, our root as the trust anchor, revocation lists from files, and no
 * network.
 */
public final class Dss {
    private final List<X509Certificate> anchors;
    private final List<byte[]> revocationLists;
    private final Instant at;

    /**
     * @param revocationLists DER form; one of each authority, the root's counted
     * @param at time of the validation
     */
    public Dss(List<X509Certificate> anchors, List<byte[]> revocationLists, Instant at) {
        this.anchors = List.copyOf(anchors);
        this.revocationLists = List.copyOf(revocationLists);
        this.at = at;
    }

    /** What DSS says about the one signature in a file. */
    public record Answer(
            Indication indication, Optional<SubIndication> reason, SignatureLevel form, List<String> messages) {}

    /** A signature that holds its content. */
    public Answer validate(byte[] signed) {
        return answer(SignedDocumentValidator.fromDocument(new InMemoryDocument(signed)));
    }

    /** A detached one. */
    public Answer validate(byte[] signature, byte[] content) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signature));
        validator.setDetachedContents(List.of(new InMemoryDocument(content)));
        return answer(validator);
    }

    /** Makes a JAdES baseline T of a B: with a timestamp over the signature. */
    public byte[] timestamped(byte[] jades, TSPSource timestamps) {
        JAdESService service = new JAdESService(verifier());
        service.setTspSource(timestamps);
        JAdESSignatureParameters parameters = new JAdESSignatureParameters();
        parameters.setJwsSerializationType(JWSSerializationType.JSON_SERIALIZATION);
        parameters.setSignatureLevel(SignatureLevel.JAdES_BASELINE_T);
        return bytes(service.extendDocument(new InMemoryDocument(jades), parameters));
    }

    private Answer answer(SignedDocumentValidator validator) {
        validator.setCertificateVerifier(verifier());
        validator.setValidationTime(Date.from(at));
        SimpleReport report = validator.validateDocument().getSimpleReport();
        String signature = report.getFirstSignatureId();
        List<String> messages = Stream.concat(
                        report.getAdESValidationErrors(signature).stream(),
                        report.getAdESValidationWarnings(signature).stream())
                .map(Message::getValue)
                .toList();
        return new Answer(
                report.getIndication(signature),
                Optional.ofNullable(report.getSubIndication(signature)),
                report.getSignatureFormat(signature),
                messages);
    }

    private CommonCertificateVerifier verifier() {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        anchors.forEach(anchor -> trusted.addCertificate(new CertificateToken(anchor)));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setOcspSource(null);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                revocationLists.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        return verifier;
    }

    private static byte[] bytes(DSSDocument document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
