package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.CertificateStatement;
import org.tallystick.enrolment.LicensedAuthority;
import org.tallystick.enrolment.LicensedAuthority.Entry;
import org.tallystick.enrolment.LicensedAuthority.Wish;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.verification.OnlineFacts.CertificateState;
import org.tallystick.verification.OnlineFacts.Chain;
import org.tallystick.verification.OnlineFacts.ForeignList;
import org.tallystick.verification.OnlineFacts.NewestCheckpoint;

/** Receipts of terminals whose certificates another authority has issued: every way in which that may go wrong. */
class ForeignTerminalTest {
    private static final Instant NOW = TestPlatform.NOW;
    private static final Instant GIVEN = NOW.minus(Duration.ofDays(3));
    private static final int KEY_COMPROMISE = 1;
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final LicensedAuthority ROOT =
            LicensedAuthority.root("RSA-2048", Wish.authority("CN=Licensed Root", 1, NOW));
    private static final LicensedAuthority ISSUING = ROOT.below("P-256", Wish.authority("CN=Licensed Issuing", 0, NOW));
    private static final KeyPair KEY = LicensedAuthority.key("P-256");
    private static final Wish WISH = Wish.terminal("CN=A shop,O=Whoever", NOW);
    private static final X509Certificate TERMINAL = ISSUING.certify(KEY.getPublic(), WISH);
    private static final TerminalSubject GIVEN_TO =
            new TerminalSubject(TestPlatform.ACQUIRER, "898331054110027", "10240017", 1, "TUSN-1");

    @Test
    void aReceiptProvesItselfOfflineWithBothRoots() {
        VerificationReport report = verify(file(TERMINAL, issue(TERMINAL, GIVEN_TO)));
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("certificate-logged").orElseThrow().why()).isEqualTo("proven");
        assertThat(report.bill()).isPresent();
    }

    @Test
    void theFileKeepsWhatItIsToldOfTheCertificate() throws Exception {
        X509CRL list = list(ISSUING);
        ReceiptFile file = file(TERMINAL, issue(TERMINAL, GIVEN_TO))
                .withStanding(new CertificateEvidence(List.of(issue(TERMINAL, GIVEN_TO)), List.of(list)));
        assertThat(ReceiptFile.parse(file.toJson()).standing().lists()).containsExactly(list);
        assertThat(ReceiptFile.parse(file.toJson())).isEqualTo(file);
    }

    @Test
    void withoutTheOtherAuthoritysRootNothingIsKnownAndWithoutTheRecordNeither() {
        ReceiptFile whole = file(TERMINAL, issue(TERMINAL, GIVEN_TO));
        assertThat(new ReceiptVerifier().verify(whole, PLATFORM.context()).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        ReceiptFile bare = file(TERMINAL);
        VerificationReport report = verify(bare);
        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(why(report, "terminal-certificate")).isEqualTo("not-given");
        assertThat(report.bill()).as("nobody vouches for it").isEmpty();
    }

    @Test
    void theRecordCountsOnlyForItsTerminalItsCertificateAndInTheLedger() {
        TerminalSubject other = new TerminalSubject(TestPlatform.ACQUIRER, "898331054110027", "10240018", 1, "TUSN-2");
        assertThat(why(verify(file(TERMINAL, issue(TERMINAL, other))), "terminal-certificate"))
                .isEqualTo("subject");
        TerminalSubject series = new TerminalSubject(TestPlatform.ACQUIRER, "898331054110027", "10240017", 2, "TUSN-1");
        assertThat(why(verify(file(TERMINAL, issue(TERMINAL, series))), "terminal-certificate"))
                .isEqualTo("subject");
        X509Certificate another = ISSUING.certify(LicensedAuthority.key("P-256").getPublic(), WISH);
        assertThat(why(verify(file(TERMINAL, issue(another, GIVEN_TO))), "terminal-certificate"))
                .isEqualTo("not-given");
        RecordLink proven = issue(TERMINAL, GIVEN_TO);
        RecordLink claimed = new RecordLink(record(TERMINAL, GIVEN_TO, "another salt"), proven.proof());
        VerificationReport report = verify(file(TERMINAL, claimed));
        assertThat(why(report, "terminal-certificate")).isEqualTo("not-given");
        assertThat(why(report, "certificate-logged")).isEqualTo("not-proven");
    }

    @Test
    void theMasterLogVouchesForTheRecordsLogToo() {
        NoteSigner master = NoteSigner.fromSeed("test.example/ledger/master/2027", Sha256.of(new byte[] {9}));
        String note = PLATFORM.log.sign(new Checkpoint(TestPlatform.ORIGIN, 3, Sha256.of(new byte[] {3})).text());
        byte[] object = MasterRecord.of(PLATFORM.log.verifier(), "open", note, "salt");
        LedgerEntry entry =
                new LedgerEntry(EntryKind.CHECKPOINT, "A".repeat(22), "-", GIVEN.toEpochMilli(), Sha256.of(object));
        ReceiptFile file = file(TERMINAL, issue(TERMINAL, GIVEN_TO))
                .withMaster(new MasterProof(
                        object, PLATFORM.receipt().log(master).proof(entry).text()));
        List<X509Certificate> roots = anchors().roots();
        TrustAnchors masterAlone = new TrustAnchors(
                        roots, List.of(master.verifier()), anchors().audience(), true)
                .withTerminalRoots(roots);

        VerificationReport report =
                new ReceiptVerifier().verify(file, VerificationContext.offline(masterAlone, NOW.plusSeconds(60)));

        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(why(report, "certificate-logged")).isEqualTo("proven");
    }

    @Test
    void theRulesOfThePathCount() {
        X509Certificate forServers = ISSUING.certify(KEY.getPublic(), WISH.purposes("1.3.6.1.5.5.7.3.1"));
        assertThat(outcome(forServers)).isEqualTo(Outcome.NOT_GENUINE);
        X509Certificate notForSigning = ISSUING.certify(KEY.getPublic(), WISH.usage(KeyUsage.keyAgreement));
        assertThat(outcome(notForSigning)).isEqualTo(Outcome.NOT_GENUINE);

        LicensedAuthority none = ROOT.below("P-256", Wish.authority("CN=None", -1, NOW));
        assertThat(outcome(none.certify(KEY.getPublic(), WISH), none)).isEqualTo(Outcome.NOT_GENUINE);
        LicensedAuthority deep = ISSUING.below("P-256", Wish.authority("CN=Deep", 0, NOW));
        assertThat(outcome(deep.certify(KEY.getPublic(), WISH), deep, ISSUING)).isEqualTo(Outcome.NOT_GENUINE);
        LicensedAuthority narrow =
                ROOT.below("P-256", Wish.authority("CN=Narrow", 0, NOW).permitting("O=Others"));
        assertThat(outcome(narrow.certify(KEY.getPublic(), WISH), narrow)).isEqualTo(Outcome.NOT_GENUINE);
        LicensedAuthority old = ROOT.below(
                "P-256", Wish.authority("CN=Old", 0, NOW).valid(NOW.minusSeconds(999_999), NOW.minusSeconds(999)));
        assertThat(outcome(old.certify(KEY.getPublic(), WISH), old)).isEqualTo(Outcome.NOT_GENUINE);
        LicensedAuthority stranger = LicensedAuthority.root("P-256", Wish.authority("CN=Licensed Issuing", 0, NOW));
        assertThat(outcome(stranger.certify(KEY.getPublic(), WISH))).isNotEqualTo(Outcome.GENUINE);
    }

    @Test
    void theOtherAuthoritySealsNothingAndCertifiesNobodyInThePlatformsName() {
        LicensedAuthority usurper = ROOT.below(
                "P-256",
                Wish.authority("CN=Usurper", 0, NOW).purposes(org.tallystick.enrolment.CertificateRole.TERMINAL.oid()));
        X509Certificate claimed = usurper.certify(
                KEY.getPublic(),
                Wish.terminal(TestPlatform.SUBJECT, NOW)
                        .purposes(org.tallystick.enrolment.CertificateRole.TERMINAL.oid()));
        ReceiptFile file = file(claimed, issue(claimed, GIVEN_TO)).withCertificates(List.of(usurper.certificate()));
        TrustAnchors onlyForTerminals = PLATFORM.anchors().withTerminalRoots(List.of(ROOT.certificate()));
        assertThat(new ReceiptVerifier()
                        .verify(file, VerificationContext.offline(onlyForTerminals, NOW.plusSeconds(60)))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void itsListSaysWhatWasRevokedBeforeAndWhatAfter() throws Exception {
        Instant before = NOW.minusSeconds(3600);
        Instant after = NOW.plusSeconds(3600);
        assertThat(verify(listed(list(ISSUING, new Entry(TERMINAL, before, KEY_COMPROMISE))))
                        .outcome())
                .isEqualTo(Outcome.NOT_GENUINE);
        assertThat(verify(listed(list(ISSUING, new Entry(TERMINAL, after, KEY_COMPROMISE))))
                        .outcome())
                .isEqualTo(Outcome.GENUINE);
        assertThat(verify(listed(list(ROOT, new Entry(ISSUING.certificate(), before, KEY_COMPROMISE))))
                        .outcome())
                .as("the authority itself")
                .isEqualTo(Outcome.NOT_GENUINE);
        LicensedAuthority namesake = LicensedAuthority.root("P-256", Wish.authority("CN=Licensed Issuing", 0, NOW));
        assertThat(verify(listed(list(namesake, new Entry(TERMINAL, before, KEY_COMPROMISE))))
                        .outcome())
                .as("a list of somebody of the same name")
                .isEqualTo(Outcome.GENUINE);
    }

    @Test
    void anOldListOrNoneIsSaidAndNeverGood() {
        assertThat(why(online(Optional.of(NOW.plus(Duration.ofDays(1)))), "revocation-online"))
                .isEqualTo("good");
        CheckResult stale = online(Optional.of(NOW.minusSeconds(1)))
                .check("revocation-online")
                .orElseThrow();
        assertThat(stale.result()).isEqualTo(Verdict.WARN);
        assertThat(stale.why()).isEqualTo("list-stale");
        assertThat(why(online(Optional.empty()), "revocation-online")).isEqualTo("list-none");
    }

    @Test
    void thePlatformsOwnCertificatesAreAskedForTheirIssueToo() {
        ReceiptFile genuine = PLATFORM.genuine();
        assertThat(logged(genuine, Optional.of(true)).result()).isEqualTo(Verdict.PASS);
        assertThat(logged(genuine, Optional.of(false)).why()).isEqualTo("missing");
        assertThat(logged(genuine, Optional.empty()).result()).isEqualTo(Verdict.UNKNOWN);
    }

    private static CheckResult logged(ReceiptFile file, Optional<Boolean> known) {
        return new ReceiptVerifier()
                .verify(
                        file,
                        PLATFORM.context(facts(new CertificateState(
                                Optional.empty(), () -> known, Optional.empty(), Optional.empty()))))
                .check("certificate-logged")
                .orElseThrow();
    }

    private static VerificationReport online(Optional<Instant> until) {
        CertificateState state = new CertificateState(
                Optional.empty(), () -> Optional.of(true), Optional.of(GIVEN_TO), Optional.of(new ForeignList(until)));
        VerificationReport report = new ReceiptVerifier()
                .verify(
                        file(TERMINAL),
                        VerificationContext.online(anchors(), NOW.plusSeconds(60), inquiry -> facts(state)));
        assertThat(report.outcome()).as("the platform says whose it is").isEqualTo(Outcome.GENUINE);
        return report;
    }

    private static OnlineFacts facts(CertificateState state) {
        return new OnlineFacts(
                certificate -> Optional.of(state).filter(known -> certificate.getBasicConstraints() < 0),
                Optional.empty(),
                Chain.UNBROKEN,
                NewestCheckpoint.NOT_KNOWN,
                Optional.of(List.of()));
    }

    private static Outcome outcome(X509Certificate terminal, LicensedAuthority... above) {
        ReceiptFile file = file(terminal, issue(terminal, GIVEN_TO))
                .withCertificates(List.of(above).stream()
                        .map(LicensedAuthority::certificate)
                        .filter(each -> !each.equals(ISSUING.certificate()))
                        .toList());
        return verify(file).outcome();
    }

    private static ReceiptFile listed(X509CRL list) {
        return file(TERMINAL).withStanding(new CertificateEvidence(List.of(issue(TERMINAL, GIVEN_TO)), List.of(list)));
    }

    private static X509CRL list(LicensedAuthority authority, Entry... entries) throws CRLException {
        return X509.parseList(authority.list(NOW, NOW.plus(Duration.ofDays(7)), entries));
    }

    private static String why(VerificationReport report, String check) {
        return report.check(check).orElseThrow().why();
    }

    private static TrustAnchors anchors() {
        TrustAnchors own = PLATFORM.anchors();
        List<X509Certificate> all = List.of(own.roots().get(0), ROOT.certificate());
        return new TrustAnchors(all, own.logKeys(), own.audience(), true).withTerminalRoots(all);
    }

    private static VerificationReport verify(ReceiptFile file) {
        return new ReceiptVerifier()
                .verify(ReceiptFile.parse(file.toJson()), VerificationContext.offline(anchors(), NOW.plusSeconds(60)));
    }

    private static ReceiptFile file(X509Certificate terminal, RecordLink... issues) {
        return PLATFORM.receipt()
                .terminal(new TestCertificate(KEY, SignatureAlgorithm.ES256, terminal))
                .file()
                .withCertificates(List.of(ISSUING.certificate()))
                .withStanding(new CertificateEvidence(List.of(issues), List.of()));
    }

    private static RecordLink issue(X509Certificate certificate, TerminalSubject subject) {
        byte[] object = record(certificate, subject, "salt");
        LedgerEntry entry =
                new LedgerEntry(EntryKind.CERTIFICATE, "A".repeat(22), "-", GIVEN.toEpochMilli(), Sha256.of(object));
        return new RecordLink(object, PLATFORM.receipt().proof(entry).text());
    }

    private static byte[] record(X509Certificate certificate, TerminalSubject subject, String salt) {
        Map<String, Object> object = new java.util.LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", CertificateStatement.ADOPTED);
        object.put("thumbprint", Base64Url.encode(Sha256.of(CertificateFiles.der(certificate))));
        object.putAll(CertificateStatement.membersOf(subject));
        object.put("salt", salt);
        byte[] bytes = JsonWriter.write(object);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("10240017".substring(0, 7));
        return bytes;
    }
}
