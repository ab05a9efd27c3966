package org.tallystick.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
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
    private static final String PLACE = "http://ca.example/1.crl";

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "P-256", "SM2"})
    void aListOfTheAuthorityCountsAndSaysSinceWhenAndWhy(String kind) throws Exception {
        LicensedAuthority root = LicensedAuthority.root(kind, Wish.authority("CN=Root", 1, NOW));
        X509Certificate revoked = terminal(root);
        byte[] der = root.list(NOW, LATER, new Entry(revoked, NOW.minusSeconds(60), KEY_COMPROMISE));

        ForeignList list = ForeignList.read(der, need(root, true), Optional.empty(), NOW);

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

    @Test
    void aListOfAnotherPlaceOrOfOtherCertificatesIsPartial() throws Exception {
        LicensedAuthority root = LicensedAuthority.root("P-256", Wish.authority("CN=Root", 1, NOW));
        byte[] ofAuthorities =
                root.list(NOW, LATER, new IssuingDistributionPoint(null, false, true, null, false, false));
        byte[] ofTerminals = root.list(NOW, LATER, new IssuingDistributionPoint(null, true, false, null, false, false));
        refused(ListFault.PARTIAL, ofAuthorities, root, Optional.empty());
        ForeignList.read(ofTerminals, need(root, true), Optional.empty(), NOW);
        ForeignList.read(ofAuthorities, need(root, false), Optional.empty(), NOW);
        assertThatThrownBy(() -> ForeignList.read(ofTerminals, need(root, false), Optional.empty(), NOW))
                .isInstanceOf(ForeignList.Refused.class);

        DistributionPointName place = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, PLACE)));
        byte[] placed = root.list(NOW, LATER, new IssuingDistributionPoint(place, false, false, null, false, false));
        refused(ListFault.PARTIAL, placed, root, Optional.empty());
        Wish wish = Wish.terminal("CN=1", NOW);
        X509Certificate fits = root.certify(LicensedAuthority.key("P-256").getPublic(), wish.listAt(PLACE));
        X509Certificate other =
                root.certify(LicensedAuthority.key("P-256").getPublic(), wish.listAt("http://ca.example/2.crl"));
        ForeignList.read(placed, at(root, Optional.of(PLACE)), Optional.empty(), NOW);
        ForeignList.read(placed, at(root, Optional.of("http://mirror.example/"), fits), Optional.empty(), NOW);
        assertThatThrownBy(() ->
                        ForeignList.read(placed, at(root, Optional.of(PLACE), fits, other), Optional.empty(), NOW))
                .isInstanceOf(ForeignList.Refused.class);
    }

    private static ForeignList.Need need(LicensedAuthority root, boolean terminals) {
        return new ForeignList.Need(root.certificate(), terminals, List.of(), Optional.empty());
    }

    private static ForeignList.Need at(LicensedAuthority root, Optional<String> address, X509Certificate... certified) {
        return new ForeignList.Need(root.certificate(), true, List.of(certified), address);
    }

    private static X509Certificate terminal(LicensedAuthority root) {
        return root.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("CN=1", NOW));
    }

    private static void refused(ListFault fault, byte[] der, LicensedAuthority root, Optional<Instant> known) {
        assertThatThrownBy(() -> ForeignList.read(der, need(root, true), known, NOW))
                .isInstanceOfSatisfying(ForeignList.Refused.class, refusal -> assertThat(refusal.fault())
                        .isEqualTo(fault));
    }
}
