package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ForeignChain;
import org.tallystick.enrolment.LicensedAuthority;
import org.tallystick.enrolment.LicensedAuthority.Wish;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;

/** Authorities elsewhere in the database: what begins with the trust in one, and what ends with it. */
class ExternalTrustTest {
    private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");
    private static final LicensedAuthority ROOT =
            LicensedAuthority.root("P-256", Wish.authority("CN=Licensed Root", 2, NOW));
    private static final LicensedAuthority MIDDLE = ROOT.below("P-256", Wish.authority("CN=Licensed Middle", 1, NOW));
    private static final LicensedAuthority ISSUING =
            MIDDLE.below("P-256", Wish.authority("CN=Licensed Issuing", 0, NOW));

    @TempDir
    Path directory;

    private Platform platform;
    private ExternalAuthorityRepository authorities;
    private ExternalTrust trust;
    private ExternalAdoption adoption;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
        authorities = new ExternalAuthorityRepository();
        authorities.em = platform.database.entityManager();
        trust =
                new ExternalTrust(
                        authorities,
                        platform.certificates,
                        platform.enrolments,
                        platform.records,
                        new PlatformRevocationStore(
                                platform.revocations,
                                platform.certificates,
                                platform.enrolments,
                                platform.records,
                                platform.clock),
                        platform.ceremonies,
                        platform.clock) {
                    @Override
                    boolean trust(ExternalTrust.Wish wish) {
                        return platform.database.inTransaction(() -> super.trust(wish));
                    }
                };
        adoption = new ExternalAdoption(
                authorities, platform.enrolments, platform.certificates, platform.records, platform.clock);
        trust(ISSUING, MIDDLE, ROOT);
    }

    @Test
    void withAnAuthorityAllBelowItEnd() {
        assertThat(adopt(certified(ISSUING))).isNotEmpty();

        end(ROOT);

        for (LicensedAuthority each : List.of(ROOT, MIDDLE, ISSUING)) {
            assertThat(authorities.find(thumbprint(each)).orElseThrow().endedAt())
                    .contains(NOW);
            assertThat(platform.revocations.platform(thumbprint(each))).isPresent();
            assertThat(platform.ceremonies.lastActor("untrusted", thumbprint(each)))
                    .contains("operator");
        }
        refused(ChainFault.ISSUER_UNKNOWN, () -> adopt(certified(ISSUING)));
    }

    @Test
    void anAuthorityIssuesOnlyWhileAllAboveItAreInForce() {
        platform.database.inTransaction(
                () -> authorities.find(thumbprint(MIDDLE)).orElseThrow().end(NOW, "ended alone, as it once was"));

        refused(ChainFault.ISSUER_UNKNOWN, () -> adopt(certified(ISSUING)));
        assertThat(platform.database.inTransaction(() -> adoption.isPossible(Platform.ACQUIRER)))
                .isFalse();
    }

    @Test
    void whatWasRevokedMeanwhileIsNotGivenAgain() {
        X509Certificate certificate = certified(ISSUING);
        String given = adopt(certificate);
        assertThat(adopt(certificate)).isEqualTo(given);

        platform.lifecycle.revoke(given, new Revocation(RevocationReason.KEY_COMPROMISE, NOW));

        refused(ChainFault.REVOKED_HERE, () -> adopt(certificate));
    }

    @Test
    void nobodyResumesWhatTheAuthoritysListHolds() {
        TerminalRevocation people =
                new TerminalRevocation(platform.certificates, platform.lifecycle, platform.audit(), platform.clock);
        String given = adopt(certified(ISSUING));
        platform.certificates.change(given, certificate -> certificate.deliver(NOW));
        people.suspend(SealKeysTest.operator(), Platform.TERMINAL, true);
        people.suspend(SealKeysTest.operator(), Platform.TERMINAL, false);

        platform.lifecycle.hold(given, "the list holds it");
        refused(ChainFault.HELD, () -> people.suspend(SealKeysTest.operator(), Platform.TERMINAL, false));
        assertThat(platform.certificateOf(given).isHeld()).isTrue();
        platform.lifecycle.resume(given, "the list holds it no more");
        assertThat(platform.certificateOf(given).isSuspended()).isFalse();
    }

    @Test
    void ofTwoCertificatesOfOneAuthorityTheOneCountsThatWasJudgedBy() {
        LicensedAuthority renewed = new LicensedAuthority(
                ISSUING.pair(),
                MIDDLE.certify(ISSUING.pair().getPublic(), Wish.authority("CN=Licensed Issuing", 0, NOW)));
        X509Certificate first = certified(ISSUING);
        adopt(first);
        end(ISSUING);
        trust(renewed, MIDDLE, ROOT);
        X509Certificate second = certified(renewed);
        adopt(second);

        assertThat(platform.store.chain(StoredCertificate.thumbprint(first)))
                .containsExactly(first, ISSUING.certificate(), MIDDLE.certificate());
        assertThat(platform.store.chain(StoredCertificate.thumbprint(second)))
                .containsExactly(second, renewed.certificate(), MIDDLE.certificate());
        assertThat(platform.certificates.issuerRevocation(StoredCertificate.thumbprint(first)))
                .isPresent();
        assertThat(platform.certificates.issuerRevocation(StoredCertificate.thumbprint(second)))
                .isEmpty();
    }

    @Test
    void ofAuthoritiesThatHaveCertifiedEachOtherNoneIsNamedTwice() {
        LicensedAuthority one = LicensedAuthority.root("P-256", Wish.authority("CN=One", 1, NOW));
        LicensedAuthority two = LicensedAuthority.root("P-256", Wish.authority("CN=Two", 1, NOW));
        X509Certificate first = two.certify(one.pair().getPublic(), Wish.authority("CN=One", 1, NOW));
        X509Certificate second = one.certify(two.pair().getPublic(), Wish.authority("CN=Two", 1, NOW));
        X509Certificate terminal = certified(one);
        platform.certificates.store(StoredCertificate.Role.EXTERNAL_CA, first);
        platform.certificates.store(StoredCertificate.Role.EXTERNAL_CA, second);
        platform.certificates.store(StoredCertificate.Role.TERMINAL, terminal);

        assertThat(platform.store.chain(StoredCertificate.thumbprint(terminal)))
                .containsExactly(terminal, first, second);
    }

    @Test
    void aConfiguredAuthorityThatCountsNoMoreDoesNotKeepThePlatformFromStarting() {
        ExternalAuthorities configuration = new ExternalAuthorities(
                authorities,
                trust,
                new RegistrationRepository(),
                platform.certificates,
                platform.directory,
                platform.records,
                platform.ceremonies,
                platform.audit(),
                platform.clock);
        byte[] known = LicensedAuthority.pem(ISSUING.certificate(), MIDDLE.certificate(), ROOT.certificate());
        byte[] other = LicensedAuthority.pem(LicensedAuthority.root("P-256", Wish.authority("CN=Other", 1, NOW))
                .certificate());
        byte[] none = LicensedAuthority.pem(certified(ISSUING));

        end(ROOT);
        configuration.configured("ended.pem", known, Set.of(Platform.ACQUIRER));
        platform.clock.advance(Duration.ofDays(1000));
        configuration.configured("expired.pem", known, Set.of(Platform.ACQUIRER));
        configuration.configured("expired-before.pem", other, Set.of(Platform.ACQUIRER));
        assertThatThrownBy(() -> configuration.configured("none.pem", none, Set.of(Platform.ACQUIRER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none.pem");
    }

    private void trust(LicensedAuthority... chain) {
        List<X509Certificate> certificates =
                List.of(chain).stream().map(LicensedAuthority::certificate).toList();
        trust.trust(new ExternalTrust.Wish(
                ForeignChain.of(certificates, NOW), Set.of(Platform.ACQUIRER), Optional.empty(), "operator"));
    }

    private void end(LicensedAuthority authority) {
        RevocationOrder order =
                new RevocationOrder(RevocationReason.CESSATION_OF_OPERATION, Optional.of(NOW), "its licence has ended");
        platform.database.inTransaction(() -> trust.end(thumbprint(authority), order, "operator"));
    }

    private String adopt(X509Certificate certificate) {
        return platform.database.inTransaction(() -> adoption.adopt(Platform.TERMINAL, certificate, "OPERATOR"));
    }

    private static X509Certificate certified(LicensedAuthority authority) {
        return authority.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("CN=A shop", NOW));
    }

    private static String thumbprint(LicensedAuthority authority) {
        return StoredCertificate.thumbprint(authority.certificate());
    }

    private static void refused(ChainFault fault, ThrowingCallable adopting) {
        assertThatThrownBy(adopting)
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(ChainFault.keyOf(problem))
                        .contains(fault.key()));
    }
}
