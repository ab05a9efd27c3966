package org.tallystick.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One walk over all tiles and entries, from where an earlier one came to, with what the next can go on from. */
final class AuditRun {
    private final byte[] checkpoint;
    private final TreeHead head;
    private final AuditPlan plan;
    private final AuditFindings findings;
    private final EntryAudit entries;
    private final TileReader reader;
    private final Optional<AuditMemory> from;
    private final TileAudit tiles;
    private Consumer<AuditProgress> progress = checked -> {};

    AuditRun(
            TileSource source,
            byte[] checkpoint,
            TreeHead head,
            AuditPlan plan,
            AuditFindings findings,
            Optional<AuditMemory> from) {
        this.checkpoint = checkpoint;
        this.head = head;
        this.plan = plan;
        this.findings = findings;
        this.from = from;
        this.reader = new TileReader(source);
        this.entries = new EntryAudit(reader, findings, plan);
        this.tiles = new TileAudit(
                reader, entries, findings, from.map(AuditMemory::checked).orElse(0L), this::at);
    }

    void tiles(Consumer<AuditProgress> told) throws IOException {
        progress = told;
        from.ifPresent(findings::restore);
        from.ifPresent(entries::restore);
        from.ifPresent(tiles::restore);
        tiles.run(head);
    }

    private void at(long checked) throws IOException {
        progress.accept(new AuditProgress(checked, head.size()));
        plan.keeper().keep(() -> memory(checked), false);
    }

    void keepLast() throws IOException {
        plan.keeper().keep(() -> memory(head.size()), true);
    }

    private byte[] memory(long checked) {
        StringBuilder memory = AuditMemory.begin(checkpoint, checked);
        tiles.save(memory);
        entries.save(memory);
        findings.save(memory);
        return SealedText.seal(memory.toString());
    }

    /** @return what could not be looked at */
    List<String> finish() {
        return entries.finish();
    }

    long recomputed() {
        return tiles.recomputed();
    }

    long removed() {
        return entries.removed();
    }

    long hashed() {
        return entries.hashed();
    }
}
