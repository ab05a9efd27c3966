package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/** One key vouches for those of all logs, and only as long as everything that it recorded fits together. */
class MasterLogTest {
    private static final NoteSigner MASTER = signer("pos.example/ledger/master/2026", 1);
    private static final NoteSigner SHARD = signer("pos.example/ledger/48023310/2026q4", 2);

    private static final long FIRST = 1_800_000_000_000L;
    private static final long TEN_YEARS = Duration.ofDays(3_653).toMillis();

    private final MemoryLog master = new MemoryLog(MASTER);
    private long now = FIRST;
    private final Map<Long, byte[]> objects = new LinkedHashMap<>();

    @Test
    void aRecordedLogIsVouchedFor() throws IOException {
        record(SHARD, "open", 3, 3);
        record(SHARD, "open", 9, 9);
        MasterProof proof = proof(1);

        assertThat(MasterProof.parse(StrictJson.parse(JsonWriter.write(proof.members()), StrictJson.Limits.UPLOAD)))
                .isEqualTo(proof);
        MasterRecord record = proof.vouched(List.of(MASTER.verifier())).orElseThrow();
        assertThat(record.key()).isEqualTo(SHARD.verifier());
        assertThat(record.checkpoint().size()).isEqualTo(9);
        assertThat(proof.vouched(List.of())).as("no master known").isEmpty();
        assertThat(proof.vouched(List.of(SHARD.verifier()))).as("another key").isEmpty();
        assertThat(new MasterProof(objects.get(0L), proof.proof()).vouched(List.of(MASTER.verifier())))
                .as("the record of another entry")
                .isEmpty();
        assertThat(new MasterProof(proof.record(), "nonsense").vouched(List.of(MASTER.verifier())))
                .isEmpty();
    }

    @Test
    void noOtherLogVouchesAndNoneOfAnotherHost() throws IOException {
        NoteSigner shop = signer("pos.example/ledger/48023310/master", 3);
        MemoryLog pretended = new MemoryLog(shop);
        byte[] object = MasterRecord.of(SHARD.verifier(), "open", note(SHARD, 3, 3), "salt");
        pretended.append(entry(0, object).bytes());
        pretended.publish();
        assertThat(proof(pretended, 0, object).vouched(List.of(shop.verifier())))
                .isEmpty();

        record(signer("other.example/ledger/48023310/2026q4", 2), "open", 3, 3);
        assertThat(proof(0).vouched(List.of(MASTER.verifier()))).isEmpty();
    }

    @Test
    void anAuditOfTheMasterLogFindsWhatDoesNotFit() throws IOException {
        record(SHARD, "open", 3, 3);
        record(SHARD, "open", 9, 9);
        record(SHARD, "sealed", 12, 12);
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).isEmpty();
        assertThat(check.shards()).containsOnlyKeys(SHARD.verifier().name());
        assertThat(check.shards().get(SHARD.verifier().name()).records()).hasSize(3);

        record(SHARD, "sealed", 13, 13);
        assertThat(findings(new MasterCheck(master))).containsExactly("grown after it was sealed");
    }

    @Test
    void aShardThatShrinksForksOrChangesItsKeyIsFound() throws IOException {
        record(SHARD, "open", 9, 9);
        record(SHARD, "open", 8, 8);
        record(SHARD, "open", 9, 7);
        record(signer(SHARD.verifier().name(), 5), "open", 20, 20);
        assertThat(findings(new MasterCheck(master)))
                .containsExactly(
                        "had 9 entries before and has 8 now",
                        "had 9 entries before and has 9 now",
                        "another key for " + SHARD.verifier().name());
    }

    @Test
    void objectsThatAreMissingOrOthersAreFound() throws IOException {
        record(SHARD, "open", 3, 3);
        record(SHARD, "open", 9, 9);
        objects.put(0L, MasterRecord.of(SHARD.verifier(), "open", note(SHARD, 4, 4), "salt"));
        objects.remove(1L);
        publish();
        assertThat(findings(new MasterCheck(master)))
                .containsExactly("is shown for it has another digest", "it stands for cannot be had");
    }

    @Test
    void aRemovedLogIsKnownByTheTreeThatWasRecordedLast() throws IOException {
        record(SHARD, "open", 9, 9);
        record(SHARD, "sealed", 12, 12);
        remove(12, 12);
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).isEmpty();
        MasterRemoval removal =
                check.shards().get(SHARD.verifier().name()).removal().orElseThrow();
        assertThat(removal.head()).isEqualTo(new TreeHead(12, root(12)));
        assertThat(removal.policy()).isEqualTo("PARTS, version 1: 3653 days");
        assertThat(removal.at()).isEqualTo(Instant.parse("2037-01-01T00:00:00Z"));

        MasterProof proof = proof(2);
        assertThat(vouched(proof, MASTER)).contains(SHARD.verifier().name());
        assertThat(vouched(proof, SHARD)).as("another key").isEmpty();
        assertThat(proof.vouched(List.of(MASTER.verifier())))
                .as("no checkpoint")
                .isEmpty();
        assertThat(vouched(proof(1), MASTER)).as("no removal").isEmpty();

        record(SHARD, "sealed", 12, 12);
        assertThat(findings(new MasterCheck(master))).as("recorded once more").isEmpty();
        record(SHARD, "open", 13, 13);
        assertThat(findings(new MasterCheck(master))).containsExactly("grown after it was sealed");
    }

    @Test
    void theRemovalOfAnotherTreeIsFound() throws IOException {
        record(SHARD, "sealed", 12, 12);
        remove(12, 13);
        remove(11, 12);
        remove(13, 13);
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).hasSize(3).allMatch("it removes another tree"::equals);
        assertThat(check.shards().get(SHARD.verifier().name()).removal()).isEmpty();
    }

    @Test
    void aRemovalBeforeItsTimeIsFoundByTheTimeOfTheLogsLastEntry() throws IOException {
        record(SHARD, "sealed", 12, 12);
        remove(12, 12, TEN_YEARS - 1, Optional.of(last(0)));
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).containsExactly("before the 3653 days are over");
        assertThat(check.shards().get(SHARD.verifier().name()).removal()).isEmpty();
        assertThat(vouched(proof(1), MASTER)).as("nor is it alone").isEmpty();

        remove(12, 12, TEN_YEARS, Optional.of(last(0)));
        assertThat(findings(new MasterCheck(master))).hasSize(1);
        assertThat(vouched(proof(2), MASTER)).isPresent();
    }

    @Test
    void withoutALastEntryItCountsFromTheFirstRecordOfTheWholeTree() throws IOException {
        record(SHARD, "open", 9, 9);
        record(SHARD, "open", 12, 12);
        record(SHARD, "open", 12, 12);
        remove(12, 12, TEN_YEARS, Optional.empty());
        remove(12, 12, TEN_YEARS + 1, Optional.empty());
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).containsExactly("before the 3653 days are over");
        assertThat(check.shards().get(SHARD.verifier().name()).removal()).isPresent();

        assertThat(vouched(proof(4), MASTER)).as("alone it proves nothing").isEmpty();
        assertThat(proof(4).vouchedRemoval(List.of(MASTER.verifier()), Optional.of(proof(1))))
                .isPresent();
        assertThat(proof(3).vouchedRemoval(List.of(MASTER.verifier()), Optional.of(proof(1))))
                .as("a millisecond too early")
                .isEmpty();
    }

    @Test
    void aNewMasterLogMayRepeatTheRemovalBeforeItRecordsTheLog() throws IOException {
        remove(12, 12);
        record(SHARD, "sealed", 12, 12);
        MasterCheck check = new MasterCheck(master);
        assertThat(findings(check)).isEmpty();
        assertThat(check.shards().get(SHARD.verifier().name()).removal()).isPresent();

        remove(5, 5, TEN_YEARS + 9, Optional.of(last(0)));
        assertThat(findings(new MasterCheck(master))).containsExactly("it removes another tree");
    }

    private static Optional<String> vouched(MasterProof proof, NoteSigner master) {
        return proof.vouchedRemoval(List.of(master.verifier()), Optional.empty())
                .map(MasterRemoval::origin);
    }

    private List<String> findings(MasterCheck check) throws IOException {
        LogAudit audit = new LogAuditor(master, List.of(MASTER.verifier()))
                .audit(master.checkpoint(), AuditPlan.simple().withCheck(check), progress -> {});
        return audit.findings().stream()
                .map(AuditFinding::text)
                .map(shortened())
                .toList();
    }

    /** The words that tell one finding from the other. */
    private static UnaryOperator<String> shortened() {
        return text -> List.of(
                        "grown after it was sealed",
                        "had 9 entries before and has 8 now",
                        "had 9 entries before and has 9 now",
                        "another key for " + SHARD.verifier().name(),
                        "is shown for it has another digest",
                        "it stands for cannot be had",
                        "it removes another tree",
                        "before the 3653 days are over")
                .stream()
                .filter(text::contains)
                .findFirst()
                .orElse(text);
    }

    private void record(NoteSigner signer, String state, long size, int root) {
        byte[] object = MasterRecord.of(signer.verifier(), state, note(signer, size, root), "salt" + objects.size());
        long index = master.entries.size();
        objects.put(index, object);
        master.append(new LedgerEntry(EntryKind.CHECKPOINT, "id" + index, "-", now++, Sha256.of(object)).bytes());
        publish();
    }

    private void remove(long size, int root) {
        remove(size, root, TEN_YEARS + master.entries.size(), Optional.of(last(0)));
    }

    /** @param after ledger time behind the first one, milliseconds */
    private void remove(long size, int root, long after, Optional<LedgerEntry> last) {
        byte[] object = MasterRemoval.of(
                SHARD.verifier().name(),
                new TreeHead(size, root(root)),
                "PARTS, version 1: 3653 days",
                3_653,
                last,
                Instant.parse("2037-01-01T00:00:00Z"),
                "salt" + objects.size());
        long index = master.entries.size();
        objects.put(index, object);
        now = FIRST + after;
        master.append(new LedgerEntry(EntryKind.REMOVED, "id" + index, "-", now, Sha256.of(object)).bytes());
        publish();
    }

    /** The last one of the shard. */
    private static LedgerEntry last(long after) {
        return new LedgerEntry(EntryKind.SEALED, "sealed", "-", FIRST + after, new byte[32]);
    }

    private static byte[] root(int root) {
        return Sha256.of(new byte[] {(byte) root});
    }

    private void publish() {
        master.publish();
        master.files.put("objects/0", LedgerObjects.of(objects));
    }

    private MasterProof proof(long index) throws IOException {
        return proof(master, index, objects.get(index));
    }

    private static MasterProof proof(MemoryLog log, long index, byte[] object) throws IOException {
        InclusionProof inclusion = new TiledLog(log, log.head().size()).inclusion(index);
        LedgerEntry entry = LedgerEntry.parse(log.entries.get((int) index));
        return new MasterProof(
                object, TlogProof.of(entry, inclusion, log.checkpoint()).text());
    }

    private static LedgerEntry entry(int index, byte[] object) {
        return new LedgerEntry(EntryKind.CHECKPOINT, "id" + index, "-", FIRST + index, Sha256.of(object));
    }

    private static String note(NoteSigner signer, long size, int root) {
        return signer.sign(new Checkpoint(signer.verifier().name(), size, root(root)).text());
    }

    private static NoteSigner signer(String name, int seed) {
        return NoteSigner.fromSeed(name, Sha256.of(Integer.toString(seed).getBytes(StandardCharsets.US_ASCII)));
    }
}
