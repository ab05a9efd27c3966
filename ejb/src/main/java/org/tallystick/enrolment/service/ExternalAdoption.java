package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignChain;
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.ForeignRules;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.ListAddress;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.TerminalCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;

/**
 * The transaction by which a certificate issued elsewhere is given to a terminal: by whom it was issued, by which rules, for which key,
 * and that nothing says it belongs to another one. The terminal's row is locked first, as in an enrolment.
 */
@ApplicationScoped
@PermitAll
public class ExternalAdoption {
    private final ExternalAuthorityRepository authorities;
    private final EnrolmentRepository enrolments;
    private final CertificateRepository certificates;
    private final CertificateRecords records;
    private final Clock clock;

    @Inject
    ExternalAdoption(
            ExternalAuthorityRepository authorities,
            EnrolmentRepository enrolments,
            CertificateRepository certificates,
            CertificateRecords records,
            Clock clock) {
        this.authorities = authorities;
        this.enrolments = enrolments;
        this.certificates = certificates;
        this.records = records;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalAdoption() {
        this(null, null, null, null, null);
    }

    @Transactional
    boolean isPossible(String acquirer) {
        return issuing(acquirer).findAny().isPresent();
    }

    /** Who has issued the certificate, if the newest list of that authority has run out; nothing for one that was given already. */
    @Transactional
    Optional<String> outdated(String terminalNo, X509Certificate certificate) {
        if (certificates.find(StoredCertificate.thumbprint(certificate)).isPresent()) {
            return Optional.empty();
        }
        Terminal terminal = enrolments.terminal(terminalNo).orElseThrow();
        Instant now = clock.instant();
        return issuer(certificate, terminal)
                .filter(authority -> authority
                        .listUntil()
                        .filter(until -> !now.isBefore(until))
                        .isPresent())
                .map(ExternalAuthority::thumbprint);
    }

    /**
     * @param by role of who gives it, for the ledger and for whoever reads a receipt
     * @return the certificate's thumbprint
     * @throws org.tallystick.shared.Problem of a {@link ChainFault}; nothing has changed then
     */
    @Transactional
    String adopt(String terminalNo, X509Certificate certificate, String by) {
        Terminal terminal = enrolments.lockTerminal(terminalNo).orElseThrow();
        String thumbprint = StoredCertificate.thumbprint(certificate);
        if (certificates.terminalOf(thumbprint).filter(terminalNo::equals).isPresent()) {
            requireNotRevoked(thumbprint);
            return thumbprint;
        }
        ForeignRules.requireSigner(certificate);
        String keyDigest = keyDigest(certificate, terminal);
        requireFreshKey(keyDigest, terminalNo);
        ExternalAuthority authority = issuer(certificate, terminal).orElseThrow(ChainFault.ISSUER_UNKNOWN::problem);
        requireRules(authority, certificate);
        requireOwnName(certificate, terminal);
        if (authority.listAddress().isEmpty()) {
            ListAddress.in(certificate).ifPresent(authority::publishesAt);
        }
        return store(terminal, certificate, keyDigest, authority, by);
    }

    private void requireNotRevoked(String thumbprint) {
        if (certificates
                .terminalCertificate(thumbprint)
                .flatMap(TerminalCertificate::revocation)
                .isPresent()) {
            throw ChainFault.REVOKED_HERE.problem();
        }
    }

    private String store(
            Terminal terminal, X509Certificate certificate, String keyDigest, ExternalAuthority authority, String by) {
        terminal.openSeries();
        certificates.store(StoredCertificate.Role.TERMINAL, certificate, Optional.of(authority.thumbprint()));
        String thumbprint = StoredCertificate.thumbprint(certificate);
        Instant now = clock.instant();
        certificates.persist(TerminalCertificate.adopted(
                terminal,
                new TerminalCertificate.Facts(
                        thumbprint, keyDigest, now, certificate.getNotAfter().toInstant()),
                authority.thumbprint()));
        TerminalSubject subject = TerminalSubject.of(terminal);
        Map<String, String> more = new LinkedHashMap<>();
        more.put("role", StoredCertificate.Role.TERMINAL.name());
        more.put("authority", authority.thumbprint());
        more.put("by", by);
        more.putAll(CertificateStatement.membersOf(subject));
        records.add(new CertificateRecords.Subject(subject.acquirer(), thumbprint), CertificateStatement.ADOPTED, more);
        return thumbprint;
    }

    /** Of the key in its one encoding: another one of the same key would pass for another key. */
    private static String keyDigest(X509Certificate certificate, Terminal terminal) {
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        KeyAlgorithm.of(info.getAlgorithm())
                .filter(algorithm -> CertificateRequest.isSound(algorithm, info))
                .filter(terminal.store().merchant().acquirer().algorithms().terminals()::contains)
                .orElseThrow(ChainFault.ALGORITHM::problem);
        return Base64Url.encode(Sha256.of(certificate.getPublicKey().getEncoded()));
    }

    private void requireFreshKey(String keyDigest, String terminalNo) {
        certificates.terminalOfKey(keyDigest).ifPresent(owner -> {
            throw (owner.equals(terminalNo) ? ChainFault.KEY_USED : ChainFault.KEY_ELSEWHERE).problem();
        });
    }

    private Optional<ExternalAuthority> issuer(X509Certificate certificate, Terminal terminal) {
        return issuing(terminal.store().merchant().acquirer().code())
                .filter(authority -> X509.isSignedBy(certificate, bytes(authority)))
                .findFirst();
    }

    private Stream<ExternalAuthority> issuing(String acquirer) {
        return authorities.all().stream()
                .filter(authority -> authorities.chain(authority.thumbprint()).stream()
                                .allMatch(ExternalAuthority::isInForce)
                        && authorities.institutions(authority.thumbprint()).contains(acquirer));
    }

    private void requireRules(ExternalAuthority authority, X509Certificate certificate) {
        Instant now = clock.instant();
        boolean valid = !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
        if (!valid) {
            throw ChainFault.NOT_VALID_NOW.problem();
        }
        new ForeignChain(authorities.chain(authority.thumbprint()).stream()
                        .map(this::bytes)
                        .toList())
                .requireIssued(certificate, now);
        if (isListed(authority, certificate)) {
            throw ChainFault.REVOKED.problem();
        }
    }

    private boolean isListed(ExternalAuthority authority, X509Certificate certificate) {
        try {
            Optional<byte[]> list = authorities.list(authority.thumbprint());
            return list.isPresent()
                    && ForeignList.of(list.get()).of(certificate).isPresent();
        } catch (ForeignList.Refused e) {
            throw new IllegalStateException("A kept revocation list cannot be read", e);
        }
    }

    /** The subject may say anything but that it is another of our terminals. */
    private void requireOwnName(X509Certificate certificate, Terminal terminal) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        boolean other = Stream.of(BCStyle.CN, BCStyle.SERIALNUMBER)
                .flatMap(type -> values(name, type))
                .flatMap(value ->
                        Stream.concat(enrolments.terminal(value).stream(), enrolments.terminalBySerial(value).stream()))
                .anyMatch(named -> !named.terminalNo().equals(terminal.terminalNo()));
        if (other) {
            throw ChainFault.OTHER_TERMINAL.problem();
        }
    }

    private static Stream<String> values(X500Name name, ASN1ObjectIdentifier type) {
        return Stream.of(name.getRDNs(type))
                .map(RDN::getTypesAndValues)
                .flatMap(Stream::of)
                .filter(each -> each.getType().equals(type))
                .map(each -> IETFUtils.valueToString(each.getValue()));
    }

    private X509Certificate bytes(ExternalAuthority authority) {
        return certificates.find(authority.thumbprint()).orElseThrow().certificate();
    }
}
