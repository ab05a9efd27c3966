package org.tallystick.enrolment;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.tallystick.shared.X509;

/** A revocation list of an authority elsewhere that counts (RFC 5280 section 5): complete, signed by the authority itself. */
public final class ForeignList {
    /** Bytes of the longest list that is read. */
    public static final int MAX_LENGTH = 8 << 20;

    private static final Duration CLOCKS = Duration.ofMinutes(5);
    private static final Duration WITHOUT_END = Duration.ofDays(7);
    private static final String SCOPE = "2.5.29.28";

    private final X509CRL list;

    private ForeignList(X509CRL list) {
        this.list = list;
    }

    /** Carries the fault; nothing of the list counts. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final ListFault fault;

        public Refused(ListFault fault) {
            super(fault.name());
            this.fault = fault;
        }

        public ListFault fault() {
            return fault;
        }
    }

    /**
     * Whose list it must be and what it must tell of.
     *
     * @param issuer the authority
     * @param terminals whether it certifies terminals; if not, authorities alone
     * @param certified what it has certified here
     * @param address where its list is, as far as anybody has said
     */
    public record Need(
            X509Certificate issuer, boolean terminals, List<X509Certificate> certified, Optional<String> address) {
        public Need {
            certified = List.copyOf(certified);
        }

        /** Of each certificate that says where its list is, a list must be the one; if none does, what was said counts. */
        private boolean isMetAt(List<GeneralName> places) {
            List<List<GeneralName>> said = certified.stream()
                    .map(ListAddress::names)
                    .filter(names -> !names.isEmpty())
                    .toList();
            return said.isEmpty()
                    ? address.map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                            .filter(places::contains)
                            .isPresent()
                    : said.stream().allMatch(names -> names.stream().anyMatch(places::contains));
        }
    }

    /**
     * @param known since when the list is, that is known already
     * @throws Refused if it does not count
     */
    public static ForeignList read(byte[] der, Need need, Optional<Instant> known, Instant now) throws Refused {
        if (der.length > MAX_LENGTH) {
            throw new Refused(ListFault.TOO_LARGE);
        }
        ForeignList read = of(der);
        require(read.isOf(need.issuer()), ListFault.SIGNATURE);
        require(read.isComplete() && read.meets(need), ListFault.PARTIAL);
        require(!read.since().isAfter(now.plus(CLOCKS)), ListFault.FUTURE);
        require(known.filter(read.since()::isBefore).isEmpty(), ListFault.OLDER);
        return read;
    }

    /** A list that has been read before. @throws Refused if it is none */
    public static ForeignList of(byte[] der) throws Refused {
        try {
            return new ForeignList(X509.parseList(der));
        } catch (CRLException | RuntimeException e) {
            throw new Refused(ListFault.UNREADABLE);
        }
    }

    public Instant since() {
        return list.getThisUpdate().toInstant();
    }

    /** Until when it is the newest one; a list that does not say so is believed for seven days. */
    public Instant until() {
        return Optional.ofNullable(list.getNextUpdate())
                .map(java.util.Date::toInstant)
                .orElseGet(() -> since().plus(WITHOUT_END));
    }

    /** How many certificates it names. */
    public int size() {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null ? 0 : entries.size();
    }

    /** What it says of a certificate of its authority; nothing if the certificate is not on it. */
    public Optional<Revocation> of(X509Certificate certificate) {
        return Optional.ofNullable(list.getRevokedCertificate(certificate.getSerialNumber()))
                .map(RevokedEntry::revocation);
    }

    private boolean isOf(X509Certificate issuer) {
        return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()) && X509.isSignedBy(list, issuer);
    }

    private boolean isComplete() {
        Set<String> critical = list.getCriticalExtensionOIDs();
        return critical == null || critical.isEmpty() || critical.equals(Set.of(SCOPE)) && isForAllReasons();
    }

    private boolean meets(Need need) {
        if (list.getExtensionValue(SCOPE) == null) {
            return true;
        }
        try {
            IssuingDistributionPoint scope = scope();
            boolean others = need.terminals() ? scope.onlyContainsCACerts() : scope.onlyContainsUserCerts();
            DistributionPointName place = scope.getDistributionPoint();
            return !others
                    && (place == null || need.isMetAt(ListAddress.names(place).toList()));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private IssuingDistributionPoint scope() {
        return IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(list.getExtensionValue(SCOPE)).getOctets());
    }

    private boolean isForAllReasons() {
        try {
            IssuingDistributionPoint scope = scope();
            return !scope.isIndirectCRL() && !scope.onlyContainsAttributeCerts() && scope.getOnlySomeReasons() == null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void require(boolean kept, ListFault fault) throws Refused {
        if (!kept) {
            throw new Refused(fault);
        }
    }
}
