package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.ValidityPeriod;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class CertificateDirectoryTest {
    @TempDir
    Path data;

    private final KeyPair key = Csr.of("Ed25519");
    private Platform platform;
    private X509Certificate certificate;
    private String thumbprint;

    @BeforeEach
    void enrol() {
        platform = Platform.started(data);
        String code = platform.codes.create(Platform.TERMINAL).code();
        certificate =
                platform.service.enrol(Platform.TERMINAL, code, Csr.by(key)).get(0);
        thumbprint = StoredCertificate.thumbprint(certificate);
    }

    @Test
    void aThumbprintLeadsToTheCertifiedKey() {
        CertifiedKey found = find().orElseThrow();

        assertThat(found.key()).isEqualTo(key.getPublic().getEncoded());
        assertThat(found.algorithm()).isEqualTo("EdDSA");
        assertThat(found.thumbprint()).isEqualTo(thumbprint);
        assertThat(found.validity()).isEqualTo(ValidityPeriod.of(certificate));
        assertThat(found.subject().terminalNo()).isEqualTo(Platform.TERMINAL);
        assertThat(found.revocation()).isEmpty();
    }

    @Test
    void theSecondLookUpDoesNotReachTheDatabase() {
        CertifiedKey found = find().orElseThrow();
        platform.database.execute("DELETE FROM terminal_certificate");

        assertThat(find()).containsSame(found);
        platform.clock.advance(Duration.ofMinutes(5));
        assertThat(find()).as("nothing is remembered for ever").isEmpty();
    }

    @Test
    void sealsAndAuthoritiesAreNoTerminals() {
        byte[] seal =
                Base64Url.decode(StoredCertificate.thumbprint(platform.seal().certificate()));
        assertThat(platform.directory.find(seal)).isEmpty();
        assertThat(platform.directory.find(new byte[32])).isEmpty();
        assertThat(platform.directory.find(new byte[31])).isEmpty();
    }

    @Test
    void aSuspensionCountsAtOnceAndCanBeLifted() {
        assertThat(find().orElseThrow().suspended()).isFalse();

        platform.lifecycle.suspend(thumbprint, "case 1");
        assertThat(find().orElseThrow().suspended()).isTrue();

        platform.lifecycle.resume(thumbprint, "case 1 closed");
        assertThat(find().orElseThrow().suspended()).isFalse();
        assertThat(platform.ledger.entries).as("issued, suspended, resumed").hasSize(3);
    }

    @Test
    void aRevocationCountsAtOnceAndForEver() {
        Instant stolen = platform.clock.instant().minus(Duration.ofHours(5));
        find();
        platform.lifecycle.revoke(
                thumbprint, new Revocation(RevocationReason.CESSATION_OF_OPERATION, platform.clock.instant()));
        platform.lifecycle.revoke(thumbprint, new Revocation(RevocationReason.KEY_COMPROMISE, stolen));
        platform.lifecycle.revoke(thumbprint, new Revocation(RevocationReason.SUPERSEDED, stolen));

        assertThat(find().orElseThrow().revocation())
                .as("a compromise outweighs, and is not talked away afterwards")
                .contains(new Revocation(RevocationReason.KEY_COMPROMISE, stolen));
    }

    @Test
    void anUnknownCertificateCannotBeChanged() {
        Problem problem = catchThrowableOfType(Problem.class, () -> platform.lifecycle.suspend("x", "y"));
        assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void aCertificateIsServedWithItsIssuer() {
        assertThat(platform.store.chain(thumbprint))
                .containsExactly(certificate, platform.authority.terminalAuthority(Platform.ACQUIRER));
        assertThat(platform.store.chain("unknown")).isEmpty();
        assertThat(platform.store.authorities())
                .hasSize(4)
                .startsWith(platform.authority.root())
                .contains(platform.authority.terminalAuthority(Platform.ACQUIRER));
    }

    @Test
    void anAnswerLoadedBeforeAChangeIsNotKept() {
        BoundedCache<String> cache = new BoundedCache<>(2, Duration.ofMinutes(1), platform.clock);
        long before = cache.generation();
        cache.forget("a");
        cache.put("a", "old", before);
        assertThat(cache.get("a")).isEmpty();
    }

    @Test
    void theCacheForgetsWhatIsLongestUnused() {
        BoundedCache<String> cache = new BoundedCache<>(2, Duration.ofMinutes(1), platform.clock);
        cache.put("a", "1", cache.generation());
        cache.put("b", "2", cache.generation());
        cache.get("a");
        cache.put("c", "3", cache.generation());

        assertThat(cache.get("a")).contains("1");
        assertThat(cache.get("b")).isEmpty();
        assertThat(cache.size()).isEqualTo(2);
    }

    private java.util.Optional<CertifiedKey> find() {
        return platform.directory.find(Base64Url.decode(thumbprint));
    }
}
