package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.ExternalAuthority;
import org.tallystick.enrolment.ForeignChain;
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.LicensedAuthority;
import org.tallystick.enrolment.LicensedAuthority.Entry;
import org.tallystick.enrolment.LicensedAuthority.Wish;
import org.tallystick.enrolment.ListFault;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;

/** What lists of authorities elsewhere change here, and what happens when that fails. */
class ExternalListsTest {
    private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");
    private static final int KEY_COMPROMISE = 1;
    private static final LicensedAuthority FIRST = LicensedAuthority.root("P-256", Wish.authority("CN=First", 1, NOW));
    private static final LicensedAuthority SECOND =
            LicensedAuthority.root("P-256", Wish.authority("CN=Second", 1, NOW));

    @TempDir
    Path directory;

    private final Map<String, byte[]> published = new HashMap<>();
    private Platform platform;
    private ExternalAuthorityRepository authorities;
    private ExternalAdoption adoption;
    private ExternalLists lists;
    private boolean broken;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
        authorities = new ExternalAuthorityRepository();
        authorities.em = platform.database.entityManager();
        PlatformRevocationStore revocations = new PlatformRevocationStore(
                platform.revocations, platform.certificates, platform.enrolments, platform.records, platform.clock);
        ExternalTrust trust = new ExternalTrust(
                authorities,
                platform.certificates,
                platform.enrolments,
                platform.records,
                revocations,
                platform.ceremonies,
                platform.clock);
        for (LicensedAuthority each : List.of(FIRST, SECOND)) {
            platform.database.inTransaction(() -> trust.trust(new ExternalTrust.Wish(
                    new ForeignChain(List.of(each.certificate())),
                    Set.of(Platform.ACQUIRER),
                    Optional.of("http://ca.example/" + thumbprint(each)),
                    "operator")));
        }
        adoption = new ExternalAdoption(
                authorities, platform.enrolments, platform.certificates, platform.records, platform.clock);
        lists = new ExternalLists(
                authorities,
                new Publisher(),
                new Store(),
                trust,
                platform.lifecycle,
                platform.directory,
                platform.ceremonies,
                platform.audit(),
                platform.clock);
    }

    @Test
    void whatOneAuthoritysListBreaksHoldsUpNoOtherAndIsTriedAgain() {
        publish(FIRST);
        publish(SECOND);
        broken = true;

        lists.follow();

        assertThat(known(FIRST).fault()).contains(ListFault.NOT_APPLIED);
        assertThat(known(FIRST).listUntil()).isEmpty();
        assertThat(known(SECOND).listUntil()).isPresent();
        broken = false;
        platform.clock.advance(Duration.ofMinutes(6));
        lists.follow();
        assertThat(known(FIRST).fault()).isEmpty();
        assertThat(known(FIRST).listUntil()).isPresent();
    }

    @Test
    void aListMakesAnEndWorseThatWasEnteredBefore() {
        X509Certificate certificate = certified();
        String given = platform.database.inTransaction(
                () -> adoption.adopt(Platform.TERMINAL, certificate, "INSTITUTION_OFFICER"));
        platform.lifecycle.revoke(given, new Revocation(RevocationReason.SUPERSEDED, NOW));
        Revocation stolen = new Revocation(RevocationReason.KEY_COMPROMISE, NOW.minusSeconds(600));
        publish(FIRST, new Entry(certificate, stolen.effective(), KEY_COMPROMISE));

        lists.fetch(thumbprint(FIRST));

        assertThat(platform.certificateOf(given).revocation()).contains(stolen);
        int records = platform.certificates.logged(given).size();
        lists.fetch(thumbprint(FIRST));
        assertThat(platform.certificates.logged(given))
                .as("it changes nothing twice")
                .hasSize(records);
    }

    @Test
    void aListThatHasRunOutIsFetchedBeforeItsAuthorityIsBelieved() {
        X509Certificate certificate = certified();
        assertThat(outdated(certificate)).as("there has been no list").isEmpty();
        publish(FIRST);
        lists.fetch(thumbprint(FIRST));
        assertThat(outdated(certificate)).isEmpty();

        platform.clock.advance(Duration.ofDays(8));

        assertThat(outdated(certificate)).contains(thumbprint(FIRST));
        publish(FIRST);
        lists.fetch(thumbprint(FIRST));
        assertThat(outdated(certificate)).isEmpty();
    }

    private Optional<String> outdated(X509Certificate certificate) {
        return platform.database.inTransaction(() -> adoption.outdated(Platform.TERMINAL, certificate));
    }

    private void publish(LicensedAuthority authority, Entry... entries) {
        Instant now = platform.clock.instant();
        published.put(
                "http://ca.example/" + thumbprint(authority),
                authority.list(now, now.plus(Duration.ofDays(7)), entries));
    }

    private ExternalAuthority known(LicensedAuthority authority) {
        return authorities.find(thumbprint(authority)).orElseThrow();
    }

    private static X509Certificate certified() {
        return FIRST.certify(LicensedAuthority.key("P-256").getPublic(), Wish.terminal("CN=A shop", NOW));
    }

    private static String thumbprint(LicensedAuthority authority) {
        return StoredCertificate.thumbprint(authority.certificate());
    }

    private final class Publisher extends ExternalListClient {
        @Override
        byte[] get(String address) {
            return Objects.requireNonNull(published.get(address));
        }
    }

    /** With transactions; while it is broken, nothing follows from the first authority's list. */
    private final class Store extends ExternalListStore {
        Store() {
            super(authorities, platform.certificates, platform.clock);
        }

        @Override
        void take(String authority, byte[] der) throws ForeignList.Refused {
            tx(() -> super.take(authority, der));
        }

        @Override
        void applied(String authority) throws ForeignList.Refused {
            tx(() -> super.applied(authority));
        }

        @Override
        void failed(String authority, ListFault fault) {
            platform.database.inTransaction(() -> super.failed(authority, fault));
        }

        @Override
        List<Change> ofTerminals(String authority) throws ForeignList.Refused {
            if (broken && authority.equals(thumbprint(FIRST))) {
                throw new IllegalStateException("broken for a test");
            }
            return super.ofTerminals(authority);
        }

        private void tx(Work work) {
            platform.database.inTransaction(() -> {
                try {
                    work.run();
                } catch (ForeignList.Refused e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private interface Work {
        void run() throws ForeignList.Refused;
    }
}
