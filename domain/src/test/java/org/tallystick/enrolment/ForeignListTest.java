package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.LicensedAuthority.Entry;
import org.tallystick.enrolment.LicensedAuthority.Wish;

/** Which revocation lists of authorities elsewhere count. */
class ForeignListTest {
    private static final Instant NOW = Instant.parse("2027-02-01T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(7));
    private static final int KEY_COMPROMISE = 1;

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "P-256", "SM2"})
    void aListOfTheAuthorityCountsAndSaysSinceWhenAndWhy(String kind) throws Exception {
        LicensedAuthority root = LicensedAuthority.root(kind, Wish.authority("CN=Root", 1, NOW));
        X509Certificate revoked = terminal(root);
        byte[] der = root.list(NOW, LATER, new Entry(revoked, NOW.minusSeconds(60), KEY_COMPROMISE));

        ForeignList list = ForeignList.read(der, root.certificate(), Optional.empty(), NOW);

        assertThat(list.of(revoked)).contains(new Revocation(RevocationReason.KEY_COMPROMISE, NOW.minusSeconds(60)));
        assertThat(list.of(terminal(root))).isEmpty();
        assertThat(list.until()).isEqualTo(LATER);
        assertThat(list.size()).isEqualTo(1);
    }

    @Test
    void othersListsOlderOnesAndThoseOfTomorrowDoNot() {
        LicensedAuthority root = LicensedAuthority.root("P-256", Wish.authority("CN=Root", 1, NOW));
        LicensedAuthority namesake = LicensedAuthority.root("P-256", Wish.authority("CN=Root", 1, NOW));
        refused(ListFault.SIGNATURE, namesake.list(NOW, LATER), root, Optional.empty());
        refused(ListFault.OLDER, root.list(NOW.minusSeconds(2), LATER), root, Optional.of(NOW.minusSeconds(1)));
        refused(ListFault.FUTURE, root.list(NOW.plusSeconds(3600), LATER), root, Optional.empty());
        refused(ListFault.UNREADABLE, new byte[] {1, 2, 3}, root, Optional.empty());
        refused(ListFault.TOO_LARGE, new byte[ForeignList.MAX_LENGTH + 1], root, Optional.empty());
    }

    @Test
    void theAddressComesFromTheCertificate() {
        LicensedAuthority root = LicensedAuthority.root("P-256", Wish.authority("CN=Root", 1, NOW));
        Wish wish = Wish.terminal("CN=1", NOW);
        assertThat(ListAddress.in(root.certify(
                        LicensedAuthority.key("P-256").getPublic(), wish.listAt("http://ca.example/a.crl"))))
                .contains("http://ca.example/a.crl");
        assertThat(ListAddress.in(
                        root.certify(LicensedAuthority.key("P-256").getPublic(), wish.listAt("ldap://ca.example/a"))))
                .isEmpty();
        assertThat(ListAddress.in(terminal(root))).isEmpty();
        assertThat(ListAddress.isOne("file:///etc/passwd")).isFalse();
    }

    private static X509Certificate terminal(LicensedAuthority root) {
        return root.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("CN=1", NOW));
    }

    private static void refused(ListFault fault, byte[] der, LicensedAuthority root, Optional<Instant> known) {
        assertThatThrownBy(() -> ForeignList.read(der, root.certificate(), known, NOW))
                .isInstanceOfSatisfying(ForeignList.Refused.class, refusal -> assertThat(refusal.fault())
                        .isEqualTo(fault));
    }
}
