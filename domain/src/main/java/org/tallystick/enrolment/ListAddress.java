package org.tallystick.enrolment;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where an authority elsewhere publishes its revocation list. Lists are signed, so that plain http will do, as is usual for them. */
public final class ListAddress {
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final int LONGEST = 500;

    private ListAddress() {}

    /** Whether the text is such an address. */
    public static boolean isOne(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && text.length() <= LONGEST;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The first such address that the certificate names for its issuer's list (RFC 5280 section 4.2.1.13). */
    public static Optional<String> in(X509Certificate certificate) {
        return names(certificate).stream()
                .filter(each -> each.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(each -> each.getName().toString())
                .filter(ListAddress::isOne)
                .findFirst();
    }

    /** All that the certificate calls the places of its issuer's lists. */
    static List<GeneralName> names(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (extension == null) {
            return List.of();
        }
        try {
            CRLDistPoint points = CRLDistPoint.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            return Arrays.stream(points.getDistributionPoints())
                    .map(DistributionPoint::getDistributionPoint)
                    .filter(Objects::nonNull)
                    .flatMap(ListAddress::names)
                    .toList();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** What a place is called; nothing if it is only called so relative to its issuer. */
    static Stream<GeneralName> names(DistributionPointName place) {
        return place.getType() == DistributionPointName.FULL_NAME
                ? Arrays.stream(GeneralNames.getInstance(place.getName()).getNames())
                : Stream.empty();
    }
}
