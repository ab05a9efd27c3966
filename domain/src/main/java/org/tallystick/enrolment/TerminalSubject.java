package org.tallystick.enrolment;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Whose terminal a certificate speaks for (API.md, Receipt): {@code CN} terminal number, {@code serialNumber} serial
 * number of the device, {@code OU} merchant number, {@code O} acquirer, {@code dnQualifier} series.
 *
 * @param series number of the device enrolment, from 1; counters start anew with each
 * @throws IllegalArgumentException if one of them is not as {@link IdentifierRules} wants it; the message names it
 */
public record TerminalSubject(String acquirer, String merchantNo, String terminalNo, long series, String serial) {
    private static final Set<ASN1ObjectIdentifier> ATTRIBUTES =
            Set.of(BCStyle.CN, BCStyle.SERIALNUMBER, BCStyle.OU, BCStyle.O, BCStyle.DN_QUALIFIER);

    public TerminalSubject {
        require(IdentifierRules.isAcquirer(acquirer), "The acquirer (O) must be 8 to 11 letters or digits.");
        require(IdentifierRules.isMerchantNo(merchantNo), "The merchant number (OU) must be 15 letters or digits.");
        require(IdentifierRules.isTerminalNo(terminalNo), "The terminal number (CN) must be 8 letters or digits.");
        require(series >= 1, "The series (dnQualifier) must be 1 or more.");
        require(IdentifierRules.isSerial(serial), "The serialNumber must be the device's serial number.");
    }

    /** @return what the register says of the terminal's device now */
    public static TerminalSubject of(Terminal terminal) {
        Merchant merchant = terminal.store().merchant();
        return new TerminalSubject(
                merchant.acquirer().code(),
                merchant.merchantNo(),
                terminal.terminalNo(),
                terminal.series(),
                terminal.serial());
    }

    /**
     * @return what the certificate's subject says
     * @throws IllegalArgumentException if it does not have exactly the five attributes, each once and well-formed
     */
    public static TerminalSubject of(X509Certificate certificate) {
        Map<ASN1ObjectIdentifier, String> values = new HashMap<>();
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN part : name.getRDNs()) {
            require(!part.isMultiValued(), "The subject must not have multi-valued parts.");
            String value = IETFUtils.valueToString(part.getFirst().getValue());
            require(values.put(part.getFirst().getType(), value) == null, "A part of the subject occurs twice.");
        }
        require(
                values.keySet().equals(ATTRIBUTES),
                "The subject must consist of CN, serialNumber, OU, O and dnQualifier.");
        return new TerminalSubject(
                values.getOrDefault(BCStyle.O, ""),
                values.getOrDefault(BCStyle.OU, ""),
                values.getOrDefault(BCStyle.CN, ""),
                series(values.getOrDefault(BCStyle.DN_QUALIFIER, "")),
                values.getOrDefault(BCStyle.SERIALNUMBER, ""));
    }

    /** @return the subject as a certificate carries it */
    public X500Name toName() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, terminalNo)
                .addRDN(BCStyle.SERIALNUMBER, serial)
                .addRDN(BCStyle.OU, merchantNo)
                .addRDN(BCStyle.O, acquirer)
                .addRDN(BCStyle.DN_QUALIFIER, Long.toString(series))
                .build();
    }

    private static long series(String text) {
        boolean canonical = !text.isEmpty()
                && text.length() <= 15
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        require(canonical, "The series (dnQualifier) must be a decimal number.");
        return Long.parseLong(text);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
