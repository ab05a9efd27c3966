package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;

/** What is worth a log's key that only a master log vouches for: whoever stole it after the log's end has no way to add to it. */
class VouchedLogTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final NoteSigner MASTER =
            NoteSigner.fromSeed("test.example/ledger/master/2027", Sha256.of(new byte[] {9}));

    private final ReceiptFile file = PLATFORM.genuine();
    private final Checkpoint shown = Checkpoint.parse(
            SignedNote.parse(TlogProof.parse(file.proof().orElseThrow()).checkpoint())
                    .text());

    /** The receipt's log has ten entries. */
    @ParameterizedTest
    @CsvSource({
        "open, 9, PASS, key-vouched",
        "open, 11, PASS, key-vouched",
        "sealed, 11, PASS, key-vouched",
        "sealed, 9, FAIL, after-its-end",
        "open, 10, FAIL, forked",
        "sealed, 10, FAIL, forked"
    })
    void anotherStateThanTheRecordedOneIsOneOfTheKeyAlone(String state, long size, Verdict verdict, String why) {
        CheckResult result = inLedger(recorded(state, size, new byte[32]), MASTER.verifier());
        assertThat(result.result()).isEqualTo(verdict);
        assertThat(result.why()).isEqualTo(why);
        if (verdict == Verdict.PASS) {
            assertThat(result.details()).containsEntry("masterLogVouches", "key");
        }
        assertThat(CheckTexts.reason(result, Locale.ENGLISH)).isNotBlank();
    }

    @Test
    void theRecordedStateItselfIsVouchedFor() {
        for (String state : List.of("open", "sealed")) {
            CheckResult result = inLedger(recorded(state, shown.size(), shown.root()), MASTER.verifier());
            assertThat(result.why()).isEqualTo("included");
            assertThat(result.details())
                    .containsEntry("masterLogVouches", "state")
                    .containsEntry("size", 10L);
        }
    }

    @Test
    void aKeyThatTheReaderKnowsStandsForAnyStateButNotForOneAfterTheEnd() {
        NoteVerifier known = PLATFORM.log.verifier();
        assertThat(inLedger(recorded("open", 9, new byte[32]), MASTER.verifier(), known)
                        .why())
                .isEqualTo("included");
        assertThat(inLedger(recorded("sealed", 9, new byte[32]), MASTER.verifier(), known)
                        .why())
                .isEqualTo("after-its-end");
        assertThat(inLedger(recorded("sealed", 9, new byte[32]), known).why())
                .as("a master log that nobody trusts says nothing")
                .isEqualTo("included");
    }

    private CheckResult inLedger(MasterProof master, NoteVerifier... keys) {
        TrustAnchors anchors = new TrustAnchors(
                List.of(PLATFORM.rootCertificate()), List.of(keys), Optional.of(TestPlatform.AUDIENCE), true);
        VerificationContext context = VerificationContext.offline(anchors, TestPlatform.NOW.plusSeconds(60));
        return new ReceiptVerifier()
                .verify(file.withMaster(master).toJson(), context)
                .check("in-ledger")
                .orElseThrow();
    }

    private static MasterProof recorded(String state, long size, byte[] root) {
        String note = PLATFORM.log.sign(new Checkpoint(TestPlatform.ORIGIN, size, root).text());
        byte[] record = MasterRecord.of(PLATFORM.log.verifier(), state, note, "salt");
        LedgerEntry entry = new LedgerEntry(
                EntryKind.CHECKPOINT, "id", LedgerEntry.NO_SUBJECT, TestPlatform.NOW.toEpochMilli(), Sha256.of(record));
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        tree.append(entry.leafHash());
        String checkpoint = MASTER.sign(
                new Checkpoint(MASTER.verifier().name(), 1, tree.head().root()).text());
        return new MasterProof(
                record,
                TlogProof.of(entry, tree.inclusion(0), checkpoint.getBytes(StandardCharsets.UTF_8))
                        .text());
    }
}
