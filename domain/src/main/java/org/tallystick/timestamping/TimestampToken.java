package org.tallystick.timestamping;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.tallystick.shared.X509;

/** A timestamp token (RFC 3161 section 2.4.2), read and not believed: whoever trusts the authority asks {@link #isSignedBy}. */
public final class TimestampToken {
    /** Bytes of the longest token that is read. */
    public static final int MAX_LENGTH = 64 << 10;

    private static final int LEAST_EC_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;

    private final byte[] der;
    private final TimeStampToken token;
    private final ImprintDigest digest;

    private TimestampToken(byte[] der, TimeStampToken token, ImprintDigest digest) {
        this.der = der;
        this.token = token;
        this.digest = digest;
    }

    /** @throws TimestampFormatException unless these bytes are exactly one token over a digest that counts */
    public static TimestampToken parse(byte[] der) {
        if (der.length > MAX_LENGTH) {
            throw new TimestampFormatException("A timestamp token has at most 64 KiB");
        }
        TimeStampToken read = read(der);
        ImprintDigest digest = ImprintDigest.ofOid(read.getTimeStampInfo().getMessageImprintAlgOID())
                .filter(known -> isSignedOverStrongDigest(read))
                .orElseThrow(() -> new TimestampFormatException("The timestamp is over a digest that does not count"));
        return new TimestampToken(der.clone(), read, digest);
    }

    /** What a library throws of odd bytes depends on the library: all of it means the same. */
    private static TimeStampToken read(byte[] der) {
        try {
            ASN1Primitive.fromByteArray(der);
            return new TimeStampToken(new CMSSignedData(der));
        } catch (IOException | CMSException | TSPException | RuntimeException e) {
            throw new TimestampFormatException("This is no timestamp token");
        }
    }

    private static boolean isSignedOverStrongDigest(TimeStampToken token) {
        return token.toCMSSignedData().getSignerInfos().getSigners().stream().allMatch(signer -> ImprintDigest.oids()
                .contains(signer.getDigestAlgorithmID().getAlgorithm()));
    }

    public byte[] der() {
        return der.clone();
    }

    /** When the authority saw it. */
    public Instant time() {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    public BigInteger serial() {
        return token.getTimeStampInfo().getSerialNumber();
    }

    public ImprintDigest digest() {
        return digest;
    }

    /** Whether it is over these bytes. */
    public boolean covers(byte[] data) {
        return MessageDigest.isEqual(digest.of(data), token.getTimeStampInfo().getMessageImprintDigest());
    }

    /** Certificates inside, which anybody can put there. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            try {
                all.add(new JcaX509CertificateConverter().getCertificate(holder));
            } catch (CertificateException e) {
                throw new TimestampFormatException("A certificate in the timestamp token cannot be read");
            }
        }
        return all;
    }

    /** The one that the token names as its signer's. */
    public Optional<X509Certificate> signer(List<X509Certificate> candidates) {
        SignerId id = token.getSID();
        return candidates.stream()
                .filter(certificate -> certificate.getSerialNumber().equals(id.getSerialNumber()))
                .filter(certificate -> X500Name.getInstance(
                                certificate.getIssuerX500Principal().getEncoded())
                        .equals(id.getIssuer()))
                .findFirst();
    }

    /**
     * Whether the holder of this certificate made it while the certificate was valid, and the token names this very certificate
     * (RFC 5816). Whether the certificate is to be trusted is another question.
     */
    public boolean isSignedBy(X509Certificate certificate) {
        try {
            JcaSimpleSignerInfoVerifierBuilder verifier = new JcaSimpleSignerInfoVerifierBuilder();
            // The JDK's ECDSA takes ten times as long (17), and each receipt's page asks.
            if (certificate.getPublicKey() instanceof ECKey) {
                verifier.setProvider(X509.smProvider());
            }
            token.validate(verifier.build(certificate));
            return true;
        } catch (TSPException | OperatorCreationException | RuntimeException e) {
            return false;
        }
    }

    /** Whether the key is one whose signatures still count: ECDSA from 256 bits, RSA from 2048, EdDSA. */
    public static boolean isStrong(PublicKey key) {
        if (key instanceof ECPublicKey elliptic) {
            return elliptic.getParams().getCurve().getField().getFieldSize() >= LEAST_EC_BITS;
        }
        return key instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                : key.getAlgorithm().startsWith("Ed");
    }
}
