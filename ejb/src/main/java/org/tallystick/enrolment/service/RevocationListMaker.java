package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.tallystick.enrolment.RevocationList;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.Settings;

/**
 * Makes and signs revocation lists (RFC 5280 section 5): complete ones with a number, the reason of each entry, and since when a
 * key is doubted. What is revoked stays listed after its end. A suspended certificate is not revoked and not listed.
 */
@ApplicationScoped
@PermitAll
public class RevocationListMaker {
    /** Since when expired certificates stay on the list: from the authority's beginning (X.509, expiredCertsOnCRL). */
    private static final ASN1ObjectIdentifier EXPIRED_STAY = new ASN1ObjectIdentifier("2.5.29.60");

    /** The root's key may be in a safe: its list has to last until the next ceremony. */
    private static final Duration ROOT_LIFE = Duration.ofDays(180);

    private final RevocationRepository repository;
    private final CertificateAuthority authority;
    private final Duration life;
    private final Clock clock;

    @Inject
    RevocationListMaker(
            RevocationRepository repository, CertificateAuthority authority, Settings settings, Clock clock) {
        this(repository, authority, RevocationLists.life(settings), clock);
    }

    RevocationListMaker(RevocationRepository repository, CertificateAuthority authority, Duration life, Clock clock) {
        this.repository = repository;
        this.authority = authority;
        this.life = life;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RevocationListMaker() {
        this.repository = null;
        this.authority = null;
        this.life = null;
        this.clock = null;
    }

    /** Whether the key of the authority with this thumbprint is here. */
    boolean canSign(String issuer) {
        return authority.issuer(issuer).isPresent();
    }

    /** The stored list if it is fresh, else the next one, stored. */
    @Transactional
    RevocationLists.Published current(String issuer) {
        RevocationList list = repository.lockList(issuer);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        long version = repository.newest(issuer);
        if (!RevocationLists.Published.of(list).isFresh(version, clock.instant())) {
            VaultKey key = authority.issuer(issuer).orElseThrow();
            Duration itsLife = X509.isSelfIssued(key.certificate()) ? ROOT_LIFE : life;
            RevocationList.Edition edition =
                    new RevocationList.Edition(list.edition().number() + 1, version, now, now.plus(itsLife));
            list.publish(edition, sign(key, edition, repository.revoked(issuer)));
        }
        return RevocationLists.Published.of(list);
    }

    private static byte[] sign(VaultKey issuer, RevocationList.Edition edition, List<RevokedCertificate> revoked) {
        try {
            X500Name name = X500Name.getInstance(
                    issuer.certificate().getSubjectX500Principal().getEncoded());
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(edition.madeAt()));
            builder.setNextUpdate(Date.from(edition.nextUpdate()));
            for (RevokedCertificate each : revoked) {
                ExtensionsGenerator more = extensionsOf(each);
                if (more.isEmpty()) {
                    builder.addCRLEntry(each.serial(), seconds(each.date()), CRLReason.unspecified);
                } else {
                    builder.addCRLEntry(each.serial(), seconds(each.date()), more.generate());
                }
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(edition.number())));
            builder.addExtension(
                    EXPIRED_STAY,
                    false,
                    new ASN1GeneralizedTime(issuer.certificate().getNotBefore()));
            return builder.build(issuer.signer()).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A revocation list cannot be signed", e);
        }
    }

    private static Date seconds(Instant time) {
        return Date.from(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Without a reason if none was given (RFC 5280 section 5.3.1). */
    private static ExtensionsGenerator extensionsOf(RevokedCertificate revoked) throws IOException {
        ExtensionsGenerator extensions = invalidityOf(revoked);
        RevocationReason reason = revoked.revocation().reason();
        if (reason != RevocationReason.UNSPECIFIED) {
            extensions.addExtension(Extension.reasonCode, false, CRLReason.lookup(reason.code()));
        }
        return extensions;
    }

    /** Since when the key is doubted, where that is before the revocation. */
    static ExtensionsGenerator invalidityOf(RevokedCertificate revoked) throws IOException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        if (revoked.invalidity().isPresent()) {
            extensions.addExtension(
                    Extension.invalidityDate,
                    false,
                    new ASN1GeneralizedTime(seconds(revoked.invalidity().get())));
        }
        return extensions;
    }
}
