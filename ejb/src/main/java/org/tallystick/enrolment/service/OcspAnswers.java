package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.tallystick.enrolment.TerminalCertificate;

/** Makes and signs OCSP answers about the certificates of one authority. */
@ApplicationScoped
class OcspAnswers {
    /** How long an answer counts; within minutes, as at intake nobody believes an older one (THREATS.md E2). */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final RevocationRepository repository;
    private final CertificateAuthority authority;
    private final OcspIssuers issuers;
    private final Clock clock;
    /** When this node last signed for an authority, by its thumbprint. */
    private final Map<String, Instant> signed = new ConcurrentHashMap<>();

    @Inject
    OcspAnswers(RevocationRepository repository, CertificateAuthority authority, OcspIssuers issuers, Clock clock) {
        this.repository = repository;
        this.authority = authority;
        this.issuers = issuers;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OcspAnswers() {
        this(null, null, null, null);
    }

    /** @return nothing if the authority's key is not here */
    Optional<BasicOCSPResp> sign(String issuer, OcspQuestion question) {
        Optional<BasicOCSPResp> answer =
                authority.issuer(issuer).map(key -> sign(issuer, authority.responder(key), question));
        answer.ifPresent(made -> signed.put(issuer, clock.instant()));
        return answer;
    }

    /** When this node last signed an answer about what the authority has issued; nothing since its start: empty. */
    Optional<Instant> lastSigned(String issuer) {
        return Optional.ofNullable(signed.get(issuer));
    }

    private BasicOCSPResp sign(String issuer, VaultKey responder, OcspQuestion question) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            DigestCalculator sha1 = new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1);
            BasicOCSPRespBuilder builder =
                    new JcaBasicOCSPRespBuilder(responder.certificate().getPublicKey(), sha1);
            for (CertificateID asked : question.certificates()) {
                add(builder, asked, issuer, now);
            }
            question.nonce().ifPresent(nonce -> builder.setResponseExtensions(new Extensions(nonce)));
            return builder.build(
                    responder.signer(),
                    new X509CertificateHolder[] {new JcaX509CertificateHolder(responder.certificate())},
                    Date.from(now));
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("An OCSP answer cannot be signed", e);
        }
    }

    private void add(BasicOCSPRespBuilder builder, CertificateID asked, String issuer, Instant now) throws IOException {
        Optional<RevocationRepository.Status> found = issuers.find(asked)
                .filter(issuer::equals)
                .flatMap(ours -> repository.status(ours, asked.getSerialNumber()));
        Optional<RevokedCertificate> revoked = found.flatMap(OcspAnswers::revoked);
        Date thisUpdate = Date.from(now);
        Date nextUpdate = Date.from(now.plus(LIFE));
        if (revoked.isPresent()) {
            ExtensionsGenerator more = RevocationListMaker.invalidityOf(revoked.get());
            builder.addResponse(
                    asked, status(revoked.get()), thisUpdate, nextUpdate, more.isEmpty() ? null : more.generate());
        } else {
            CertificateStatus status =
                    found.filter(OcspAnswers::counts).isPresent() ? CertificateStatus.GOOD : new UnknownStatus();
            builder.addResponse(asked, status, thisUpdate, nextUpdate, null);
        }
    }

    private static Optional<RevokedCertificate> revoked(RevocationRepository.Status status) {
        return status.terminal()
                .filter(certificate -> certificate.revocation().isPresent())
                .map(certificate -> RevocationRepository.entry(status.serial(), certificate))
                .or(() -> status.platform()
                        .map(own ->
                                new RevokedCertificate(status.serial().serial(), own.revocation(), own.decidedAt())));
    }

    /** A terminal's certificate whose issue is not in the ledger has been given to nobody. */
    private static boolean counts(RevocationRepository.Status status) {
        return status.terminal().map(TerminalCertificate::isDelivered).orElse(true);
    }

    private static RevokedStatus status(RevokedCertificate revoked) {
        return new RevokedStatus(
                Date.from(revoked.date().truncatedTo(ChronoUnit.SECONDS)),
                revoked.revocation().reason().code());
    }
}
