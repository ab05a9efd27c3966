package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.LicensedAuthority.Wish;
import org.tallystick.shared.Problem;

/** What is taken from authorities elsewhere, and what is not. */
class ForeignChainTest {
    private static final Instant NOW = Instant.parse("2027-02-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final LicensedAuthority ROOT =
            LicensedAuthority.root("RSA-2048", Wish.authority("CN=Licensed Root", 2, NOW));
    private static final LicensedAuthority ISSUING = ROOT.below("P-384", Wish.authority("CN=Licensed Issuing", 0, NOW));

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "P-256", "P-384", "P-521", "SM2"})
    void strongAuthoritiesOfEachKindAreTaken(String kind) {
        LicensedAuthority root = LicensedAuthority.root(kind, Wish.authority("CN=Root", 1, NOW));
        LicensedAuthority issuing = root.below(kind, Wish.authority("CN=Issuing", 0, NOW));

        ForeignChain chain = read(issuing.certificate(), root.certificate());

        assertThat(chain.issuing()).isEqualTo(issuing.certificate());
        assertThat(chain.top()).isEqualTo(root.certificate());
    }

    @Test
    void anyOrderIsMendedAndRepetitionsDoNotCount() {
        assertThat(read(ROOT.certificate(), ISSUING.certificate(), ROOT.certificate())
                        .authorities())
                .containsExactly(ISSUING.certificate(), ROOT.certificate());
    }

    @Test
    void anAuthorityMayBeTrustedForItself() {
        assertThat(read(ISSUING.certificate()).top()).isEqualTo(ISSUING.certificate());
    }

    @Test
    void weakKeysAreRefusedWithTheReason() {
        refused(
                ChainFault.WEAK_RSA,
                () -> read(LicensedAuthority.root("RSA-1024", Wish.authority("CN=Weak", 1, NOW))
                        .certificate()));
        LicensedAuthority weak = LicensedAuthority.root("P-256", Wish.authority("CN=Strong", 1, NOW))
                .below("RSA-1024", Wish.authority("CN=Weak", 0, NOW));
        assertThat(ChainFault.WEAK_RSA.problem().detail()).contains("2048");
        refused(ChainFault.WEAK_RSA, () -> read(weak.certificate()));
    }

    @Test
    void whoMayNotIssueIsNoAuthority() {
        refused(
                ChainFault.NO_AUTHORITY,
                () -> read(ROOT.below("P-256", Wish.authority("CN=No", -1, NOW)).certificate(), ROOT.certificate()));
        refused(
                ChainFault.NO_AUTHORITY,
                () -> read(ROOT.below("P-256", Wish.authority("CN=No", 0, NOW).usage(KeyUsage.digitalSignature))
                        .certificate()));
    }

    @Test
    void expiredAndFutureAuthoritiesAreRefused() {
        Wish wish = Wish.authority("CN=Old", 0, NOW);
        refused(
                ChainFault.EXPIRED,
                () -> read(
                        ROOT.below("P-256", wish.valid(NOW.minus(DAY), NOW.minusSeconds(1)))
                                .certificate(),
                        ROOT.certificate()));
        refused(
                ChainFault.NOT_YET_VALID,
                () -> read(
                        ROOT.below("P-256", wish.valid(NOW.plusSeconds(1), NOW.plus(DAY)))
                                .certificate(),
                        ROOT.certificate()));
    }

    @Test
    void thePathLengthCountsAlsoThatOfTheTop() {
        LicensedAuthority closed = LicensedAuthority.root("P-256", Wish.authority("CN=Closed", 0, NOW));
        LicensedAuthority below = closed.below("P-256", Wish.authority("CN=Below", 0, NOW));
        refused(ChainFault.CONSTRAINTS, () -> read(below.certificate(), closed.certificate()));
        LicensedAuthority third = ISSUING.below("P-256", Wish.authority("CN=Third", 0, NOW));
        refused(ChainFault.CONSTRAINTS, () -> read(third.certificate(), ISSUING.certificate(), ROOT.certificate()));
    }

    @Test
    void strangersAndTwoChainsAreNotOneChain() {
        LicensedAuthority other = LicensedAuthority.root("P-256", Wish.authority("CN=Other", 1, NOW));
        LicensedAuthority namesake = LicensedAuthority.root("P-256", Wish.authority("CN=Licensed Root", 1, NOW));
        refused(ChainFault.NOT_ONE_CHAIN, () -> read(ISSUING.certificate(), other.certificate()));
        refused(ChainFault.NOT_ONE_CHAIN, () -> read(ISSUING.certificate(), namesake.certificate()));
    }

    @Test
    void rolesOfThePlatformAreItsOwn() {
        for (CertificateRole role : CertificateRole.values()) {
            LicensedAuthority usurper =
                    ROOT.below("P-256", Wish.authority("CN=Usurper", 0, NOW).purposes(role.oid()));
            refused(ChainFault.RESERVED_ROLE, () -> read(usurper.certificate(), ROOT.certificate()));
        }
    }

    @Test
    void filesThatAreNoneAreRefusedBeforeTheyAreParsed() {
        refused(ChainFault.TOO_LARGE, () -> ForeignPem.read(new byte[ForeignPem.MAX_LENGTH + 1]));
        refused(ChainFault.UNREADABLE, () -> ForeignPem.read("hello".getBytes(StandardCharsets.US_ASCII)));
        refused(ChainFault.UNREADABLE, () -> ForeignPem.read(new byte[0]));
        String pasted = new String(LicensedAuthority.pem(ROOT.certificate()), StandardCharsets.US_ASCII)
                + "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n";
        assertThatThrownBy(() -> ForeignPem.read(pasted.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(ChainFault.keyOf(problem)).contains(ChainFault.PRIVATE_KEY.key());
                    assertThat(problem.getMessage()).doesNotContain("AAAA");
                });
        assertThat(ChainFault.TOO_LARGE.problem().type().status()).isEqualTo(413);
    }

    @Test
    void aTerminalsCertificateIsJudgedByAllRules() {
        ForeignChain chain = read(ISSUING.certificate(), ROOT.certificate());
        Wish wish = Wish.terminal("CN=Shop 7", NOW);
        X509Certificate good = ISSUING.certify(LicensedAuthority.key("P-256").getPublic(), wish);
        chain.requireIssued(good, NOW);
        ForeignRules.requireSigner(good);

        refused(
                ChainFault.OUTLIVES,
                () -> chain.requireIssued(certified(wish.valid(NOW.minus(DAY), NOW.plus(Duration.ofDays(400)))), NOW));
        refused(ChainFault.END_ENTITY, () -> ForeignRules.requireSigner(ROOT.certificate()));
        refused(ChainFault.USAGE, () -> ForeignRules.requireSigner(certified(wish.usage(KeyUsage.keyEncipherment))));
        refused(ChainFault.PURPOSE, () -> ForeignRules.requireSigner(certified(wish.purposes("1.3.6.1.5.5.7.3.1"))));
        refused(
                ChainFault.PURPOSE,
                () -> ForeignRules.requireSigner(
                        certified(wish.purposes("1.3.6.1.5.5.7.3.2", CertificateRole.SEAL.oid()))));
        ForeignRules.requireSigner(certified(wish.purposes(new String[0])));
    }

    @Test
    void nameConstraintsCountAlsoThoseOfTheTop() {
        LicensedAuthority narrow = LicensedAuthority.root(
                "P-256", Wish.authority("O=Licensed", 1, NOW).permitting("O=Shops"));
        ForeignChain chain = read(narrow.certificate());
        X509Certificate inside =
                narrow.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("O=Shops,CN=7", NOW));
        X509Certificate outside =
                narrow.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("O=Banks,CN=7", NOW));
        chain.requireIssued(inside, NOW);
        refused(ChainFault.CONSTRAINTS, () -> chain.requireIssued(outside, NOW));
    }

    private static X509Certificate certified(Wish wish) {
        return ISSUING.certify(LicensedAuthority.key("P-256").getPublic(), wish);
    }

    private static ForeignChain read(X509Certificate... certificates) {
        List<X509Certificate> read = ForeignPem.read(LicensedAuthority.pem(certificates));
        assertThat(read).containsAll(Arrays.asList(certificates));
        return ForeignChain.of(read, NOW);
    }

    private static void refused(ChainFault fault, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(ChainFault.keyOf(problem))
                        .contains(fault.key()));
    }
}
