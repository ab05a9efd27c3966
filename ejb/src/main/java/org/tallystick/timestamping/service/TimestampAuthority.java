package org.tallystick.timestamping.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.tallystick.enrolment.service.CertificateAuthority;
import org.tallystick.enrolment.service.StampKey;
import org.tallystick.timestamping.ImprintDigest;

/**
 * The platform's timestamp authority (RFC 3161): says that somebody had a digest at a time, whoever asks and whatever it is of. Answers
 * every request; what is wrong with one is said by the RFC's own failures. It stamps nothing while its clock may be wrong.
 */
@ApplicationScoped
@PermitAll
public class TimestampAuthority {
    private static final Logger LOG = Logger.getLogger(TimestampAuthority.class.getName());

    /** Bytes of the longest request (THREATS.md 3.3). */
    public static final int LARGEST_REQUEST = 4 << 10;

    /** The one policy: times as exact as the token says, keys and clock as the README describes. */
    static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("2.25.147617583320568388339693359935206095377.3");

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int VERSION = 1;
    private static final int MILLIS = 1_000;
    private static final Set<ASN1ObjectIdentifier> ALGORITHMS = ImprintDigest.oids();
    private static final Set<String> ALGORITHM_NAMES =
            ALGORITHMS.stream().map(ASN1ObjectIdentifier::getId).collect(Collectors.toUnmodifiableSet());

    private final CertificateAuthority authority;
    private final ClockWatch watch;
    private final Serials serials;
    private final Clock clock;

    @Inject
    TimestampAuthority(CertificateAuthority authority, ClockWatch watch, Serials serials, Clock clock) {
        this.authority = authority;
        this.watch = watch;
        this.serials = serials;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TimestampAuthority() {
        this(null, null, null, null);
    }

    /**
     * @param request DER bytes as they came
     * @return DER bytes of a TimeStampResp
     */
    public byte[] answer(byte[] request) {
        try {
            TimeStampRequest asked = parse(request);
            requireAnswerable(asked);
            return granted(asked);
        } catch (TSPValidationException e) {
            return rejected(e.getFailureCode(), String.valueOf(e.getMessage()));
        } catch (TSPException | OperatorCreationException | IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A timestamp could not be made", e);
            return rejected(PKIFailureInfo.systemFailure, "the timestamp could not be made; ask again");
        }
    }

    private static TimeStampRequest parse(byte[] request) throws TSPValidationException {
        if (request.length > LARGEST_REQUEST) {
            throw refusal(PKIFailureInfo.badDataFormat, "a request has at most 4 KiB");
        }
        try {
            ASN1Primitive.fromByteArray(request);
            return new TimeStampRequest(request);
        } catch (IOException | RuntimeException e) {
            // What a library throws of odd bytes depends on the library: all of it means the same.
            throw refusal(PKIFailureInfo.badDataFormat, "this is no TimeStampReq in DER");
        }
    }

    private void requireAnswerable(TimeStampRequest asked) throws TSPException {
        if (asked.getVersion() != VERSION) {
            throw refusal(PKIFailureInfo.badRequest, "only version 1 is spoken here");
        }
        asked.validate(ALGORITHMS, Set.of(POLICY), Set.of());
        if (!watch.mayStamp()) {
            throw refusal(PKIFailureInfo.timeNotAvailable, "the clock cannot be relied on at present; ask later");
        }
    }

    private byte[] granted(TimeStampRequest asked) throws TSPException, OperatorCreationException, IOException {
        StampKey key = authority.stampKey();
        Date now = Date.from(clock.instant());
        TimeStampResponseGenerator generator =
                new TimeStampResponseGenerator(tokens(key), ALGORITHM_NAMES, Set.of(POLICY.getId()), Set.of());
        BigInteger serial = serials.next();
        TimeStampResponse response = generator.generateGrantedResponse(asked, serial, now);
        return response.getEncoded();
    }

    private TimeStampTokenGenerator tokens(StampKey key) throws TSPException, OperatorCreationException {
        try {
            // With a digest other than SHA-1 the certificate is named by ESSCertIDv2 (RFC 5816).
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .setSignedAttributeGenerator(TimestampAuthority::withoutSigningTime)
                            .build(SIGNATURE, key.privateKey(), key.certificate()),
                    new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(ImprintDigest.SHA256.oid())),
                    POLICY);
            tokens.addCertificates(new JcaCertStore(List.of(key.certificate(), key.issuer())));
            tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
            tokens.setOrdering(false);
            watch.accuracy().ifPresent(exact -> {
                tokens.setAccuracySeconds((int) exact.toSeconds());
                if (exact.toMillisPart() > 0) {
                    tokens.setAccuracyMillis(exact.toMillisPart() % MILLIS);
                }
            });
            return tokens;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The certificate of the timestamp key has no DER form", e);
        }
    }

    /** The token's own time is the only one. */
    private static AttributeTable withoutSigningTime(Map<?, ?> parameters) {
        return new DefaultSignedAttributeTableGenerator()
                .getAttributes(parameters)
                .remove(CMSAttributes.signingTime);
    }

    private static TSPValidationException refusal(int failure, String words) {
        return new TSPValidationException(words, failure);
    }

    private static byte[] rejected(int failure, String words) {
        try {
            return new TimeStampResponseGenerator(null, Set.of())
                    .generateFailResponse(PKIStatus.REJECTION, failure, words)
                    .getEncoded();
        } catch (TSPException | IOException e) {
            throw new IllegalStateException("A rejection cannot be encoded", e);
        }
    }
}
