package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * Says how certificates stand (RFC 6960): good, revoked since when and why, or unknown. Only certificates whose issue is in the
 * ledger are good. A suspended certificate is not revoked: good, as whoever wants to know more asks the platform.
 *
 * <p>The first authority of ours that a request names decides who signs: a responder certified by that authority for this alone.
 * Certificates of other issuers in the same request are unknown to it; a request without any of ours is not ours to answer. Answers
 * without a nonce are kept for a minute, unless anything has happened under that authority since.
 */
@ApplicationScoped
@PermitAll
public class OcspResponder {
    private static final Logger LOG = Logger.getLogger(OcspResponder.class.getName());
    private static final int KEPT = 10_000;
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);

    private final OcspIssuers issuers;
    private final OcspAnswers answers;
    private final RevocationRepository repository;
    private final BoundedCache<byte[]> kept;

    @Inject
    OcspResponder(OcspIssuers issuers, OcspAnswers answers, RevocationRepository repository, Clock clock) {
        this.issuers = issuers;
        this.answers = answers;
        this.repository = repository;
        this.kept = new BoundedCache<>(KEPT, KEPT_FOR, clock);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OcspResponder() {
        this.issuers = null;
        this.answers = null;
        this.repository = null;
        this.kept = null;
    }

    /**
     * @param request DER bytes as they came
     * @return DER bytes of an OCSPResponse, whatever the request was: what is wrong with it is said as RFC 6960 says it
     */
    public byte[] answer(byte[] request) {
        Optional<OcspQuestion> question = OcspQuestion.parse(request);
        if (question.isEmpty()) {
            return failure(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        try {
            return question.get().certificates().stream()
                    .flatMap(asked -> issuers.find(asked).stream())
                    .findFirst()
                    .map(issuer -> successful(issuer, question.get()))
                    .orElseGet(() -> failure(OCSPRespBuilder.UNAUTHORIZED));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An OCSP request could not be answered", e);
            return failure(OCSPRespBuilder.INTERNAL_ERROR);
        }
    }

    private byte[] successful(String issuer, OcspQuestion question) {
        if (question.nonce().isPresent()) {
            return sign(issuer, question);
        }
        String name = repository.newest(issuer) + ":" + issuer + ":" + digest(question.certificates());
        Optional<byte[]> before = kept.get(name);
        if (before.isPresent()) {
            return before.get();
        }
        long loadedIn = kept.generation();
        byte[] signed = sign(issuer, question);
        kept.put(name, signed, loadedIn);
        return signed;
    }

    private byte[] sign(String issuer, OcspQuestion question) {
        return answers.sign(issuer, question)
                .map(basic -> encode(OCSPRespBuilder.SUCCESSFUL, basic))
                .orElseGet(() -> failure(OCSPRespBuilder.UNAUTHORIZED));
    }

    private static String digest(List<CertificateID> certificates) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (CertificateID each : certificates) {
                all.writeBytes(each.toASN1Primitive().getEncoded());
            }
        } catch (IOException e) {
            throw new IllegalStateException("A parsed request can be encoded", e);
        }
        return Base64Url.encode(Sha256.of(all.toByteArray()));
    }

    private static byte[] failure(int status) {
        return encode(status, null);
    }

    private static byte[] encode(int status, @Nullable BasicOCSPResp basic) {
        try {
            return new OCSPRespBuilder().build(status, basic).getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("An OCSP response cannot be encoded", e);
        }
    }
}
