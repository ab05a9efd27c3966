package org.tallystick.timestamping.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.enrolment.service.StampingPlatform;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.LyingTimeServer;
import org.tallystick.timestamping.TimeServer;
import org.tallystick.timestamping.TimestampToken;

/** The timestamp authority, asked and read by Bouncy Castle. */
class TimestampAuthorityTest {
    private static final byte[] DATA = {1, 2, 3};
    private static final BigInteger NONCE = BigInteger.valueOf(4711);

    /** The test's clock stands still while the machine's other one goes on: a busy machine must not look like a clock that was set. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private StampingPlatform platform;
    private LyingTimeServer server;
    private ClockWatch watch;
    private TimestampAuthority authority;

    @BeforeEach
    void start() {
        platform = new StampingPlatform(directory);
        server = new LyingTimeServer(platform.clock());
        platform.database().execute("DELETE FROM timestamp_serial");
        platform.database().execute("INSERT INTO timestamp_serial (id, block) VALUES (1, 0)");
        watch = new ClockWatch(List.of(), Duration.ofSeconds(2), Duration.ofMinutes(10), platform.clock());
        authority = authority();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TimestampAuthority authority() {
        SerialRepository repository = new SerialRepository() {
            @Override
            long nextBlock() {
                return platform.database().inTransaction(() -> super.nextBlock());
            }
        };
        repository.em = platform.database().entityManager();
        return new TimestampAuthority(platform.authority(), watch, new Serials(repository), platform.clock());
    }

    @ParameterizedTest
    @EnumSource(ImprintDigest.class)
    void aDigestIsStampedWithTheTimeAndTheNonce(ImprintDigest digest) throws Exception {
        TimeStampRequest request = request(true, digest.oid(), digest.of(DATA));

        TimeStampResponse response = new TimeStampResponse(authority.answer(request.getEncoded()));

        response.validate(request);
        assertThat(response.getStatus()).isEqualTo(PKIStatus.GRANTED);
        TimeStampToken token = response.getTimeStampToken();
        assertThat(token.getTimeStampInfo().getNonce()).isEqualTo(NONCE);
        assertThat(token.getTimeStampInfo().getPolicy()).isEqualTo(TimestampAuthority.POLICY);
        assertThat(token.getTimeStampInfo().isOrdered()).isFalse();
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy())
                .as("nothing is measured")
                .isNull();
        assertThat(token.getTimeStampInfo().getGenTime().toInstant())
                .isEqualTo(platform.clock().instant());
        assertThat(token.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                .as("ESSCertIDv2")
                .isNotNull();
        assertThat(token.getSignedAttributes().get(PKCSObjectIdentifiers.pkcs_9_at_signingTime))
                .as("one time is enough")
                .isNull();
        isFitToBeKept(TimestampToken.parse(token.getEncoded()));
    }

    private void isFitToBeKept(TimestampToken token) throws Exception {
        X509Certificate signer = token.signer(token.certificates()).orElseThrow();
        assertThat(token.isSignedBy(signer)).isTrue();
        assertThat(token.isSignedBy(platform.root())).isFalse();
        assertThat(token.covers(DATA)).isTrue();
        assertThat(token.covers(new byte[] {1})).isFalse();
        assertThat(signer.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
        assertThat(signer.getCriticalExtensionOIDs()).contains("2.5.29.37");
        X509Certificate issuer = token.certificates().stream()
                .filter(one -> one.getBasicConstraints() >= 0)
                .findFirst()
                .orElseThrow();
        signer.verify(issuer.getPublicKey());
        issuer.verify(platform.root().getPublicKey());
    }

    @Test
    void certificatesComeOnlyWhenAskedFor() throws Exception {
        TimeStampRequest request = request(false, ImprintDigest.SHA256.oid(), new byte[32]);

        assertThat(granted(request).getCertificates().getMatches(null)).isEmpty();
    }

    @Test
    void noSerialNumberComesTwiceNotEvenFromAnotherServerOrAfterARestart() throws Exception {
        Set<BigInteger> low = new HashSet<>();
        TimestampAuthority other = authority();
        for (int i = 0; i < 4; i++) {
            low.add(serial(authority));
            low.add(serial(other));
            low.add(serial(authority()));
        }

        assertThat(low).hasSize(12);
        assertThat(low.stream().map(serial -> serial.shiftRight(64)).distinct()).hasSize(12);
        assertThat(low).allMatch(serial -> serial.bitLength() <= 160 && serial.signum() > 0);
    }

    private BigInteger serial(TimestampAuthority asked) throws Exception {
        TimeStampRequest request = request(false, ImprintDigest.SHA256.oid(), new byte[32]);
        return new TimeStampResponse(asked.answer(request.getEncoded()))
                .getTimeStampToken()
                .getTimeStampInfo()
                .getSerialNumber();
    }

    @Test
    void whatIsWrongIsSaidByTheFailuresOfTheProtocol() throws Exception {
        byte[] good = request(true, ImprintDigest.SHA256.oid(), new byte[32]).getEncoded();
        assertThat(failure(new byte[0])).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure("nonsense".getBytes())).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(java.util.Arrays.copyOf(good, good.length + 1))).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(java.util.Arrays.copyOf(good, good.length - 1))).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(new byte[TimestampAuthority.LARGEST_REQUEST + 1])).isEqualTo(PKIFailureInfo.badDataFormat);
        assertThat(failure(version(good, 2))).isEqualTo(PKIFailureInfo.badRequest);
        assertThat(failure(
                        request(true, OIWObjectIdentifiers.idSHA1, new byte[20]).getEncoded()))
                .isEqualTo(PKIFailureInfo.badAlg);
        assertThat(failure(
                        request(true, ImprintDigest.SHA256.oid(), new byte[31]).getEncoded()))
                .isEqualTo(PKIFailureInfo.badDataFormat);
        TimeStampRequestGenerator foreign = new TimeStampRequestGenerator();
        foreign.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4"));
        assertThat(failure(foreign.generate(ImprintDigest.SHA256.oid(), new byte[32])
                        .getEncoded()))
                .isEqualTo(PKIFailureInfo.unacceptedPolicy);
        TimeStampRequestGenerator extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("1.2.3.5"), false, new ASN1Integer(1));
        assertThat(failure(extended.generate(ImprintDigest.SHA256.oid(), new byte[32])
                        .getEncoded()))
                .isEqualTo(PKIFailureInfo.unacceptedExtension);
        TimeStampRequestGenerator ours = new TimeStampRequestGenerator();
        ours.setReqPolicy(TimestampAuthority.POLICY);
        assertThat(granted(ours.generate(ImprintDigest.SHA256.oid(), new byte[32])))
                .isNotNull();
    }

    @Test
    void nothingIsStampedOrSealedWhileTheClockIsOffAndTimestampsSayHowExactTheyAreWhenItIsNot() throws Exception {
        watch = watching();
        authority = authority();
        byte[] request = request(true, ImprintDigest.SHA256.oid(), new byte[32]).getEncoded();
        assertThat(failure(request)).as("not measured yet").isEqualTo(PKIFailureInfo.timeNotAvailable);
        assertThat(watch.maySeal()).as("a till does not wait for a time server").isTrue();

        watch.measure();
        TimeStampToken token = granted(new TimeStampRequest(request));
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy().getSeconds()).isEqualTo(20);

        server.lie(LIMIT.plusSeconds(10));
        watch.measure();
        assertThat(watch.standing().state()).isEqualTo(ClockWatch.State.OFF);
        assertThat(failure(request)).isEqualTo(PKIFailureInfo.timeNotAvailable);
        assertThat(watch.maySeal()).isFalse();
    }

    @Test
    void aClockThatIsSetBetweenMeasurementsIsNoticedAtOnceAndSilenceStopsTimestampsAlone() {
        watch = watching();
        watch.measure();
        assertThat(watch.standing().state()).isEqualTo(ClockWatch.State.RIGHT);
        platform.clock().advance(LIMIT.plusSeconds(10));
        assertThat(watch.standing().state()).isEqualTo(ClockWatch.State.OFF);
        assertThat(watch.maySeal()).isFalse();

        // The clock of this test stands still while the server is waited for: that must not count as off.
        ClockWatch impatient = new ClockWatch(
                TimeServer.parse(server.address()), Duration.ofMinutes(1), Duration.ofNanos(1), platform.clock());
        impatient.measure();
        server.silence(true);
        impatient.measure();
        assertThat(impatient.standing().state()).isEqualTo(ClockWatch.State.SILENT);
        assertThat(impatient.mayStamp()).isFalse();
        assertThat(impatient.maySeal()).isTrue();
    }

    private ClockWatch watching() {
        return new ClockWatch(TimeServer.parse(server.address()), LIMIT, Duration.ofMinutes(10), platform.clock());
    }

    private static TimeStampRequest request(boolean certificates, ASN1ObjectIdentifier digest, byte[] imprint)
            throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(certificates);
        return generator.generate(digest, imprint, NONCE);
    }

    private static byte[] version(byte[] request, int version) throws IOException {
        ASN1Sequence parts = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(request));
        org.bouncycastle.asn1.ASN1Encodable[] changed = parts.toArray();
        changed[0] = new ASN1Integer(version);
        return new DERSequence(changed).getEncoded();
    }

    private TimeStampToken granted(TimeStampRequest request) throws Exception {
        TimeStampResponse response = new TimeStampResponse(authority.answer(request.getEncoded()));
        response.validate(request);
        return response.getTimeStampToken();
    }

    private int failure(byte[] request) throws Exception {
        TimeStampResponse response = new TimeStampResponse(authority.answer(request));
        assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
        assertThat(response.getTimeStampToken()).isNull();
        return response.getFailInfo().intValue();
    }
}
