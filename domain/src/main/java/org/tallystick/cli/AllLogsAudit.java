package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.MasterCheck;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Audits a master log, and then every log that it has recorded, each under the key and against the checkpoints that are recorded: one
 * key is enough to check a whole platform.
 */
final class AllLogsAudit {
    private final CommandSpec spec;
    private final LogSource source;
    private final AuditPlan plan;
    private final boolean json;

    /** @param plan for each log */
    AllLogsAudit(CommandSpec spec, LogSource source, AuditPlan plan, boolean json) {
        this.spec = spec;
        this.source = source;
        this.plan = plan;
        this.json = json;
    }

    /**
     * @param base address of the platform, or a directory that holds what is below it
     * @param known the master log's key first
     * @return exit code: the worst of all logs
     */
    int audit(String base, List<NoteVerifier> known) throws IOException {
        NoteVerifier master = known.get(0);
        if (master.isCosigner() || !master.name().matches("[^/]+/ledger/master/[^/]+")) {
            throw source.usage("With --all, --log is the key of a master log: <host>/ledger/master/<year>.");
        }
        LogFiles files = source.open(prefix(base, master.name()));
        MasterCheck check = new MasterCheck(files);
        byte[] checkpoint = files.checkpoint();
        boolean clean = told(master.name(), checkpoint, walk(files, checkpoint, known, plan.withCheck(check)));
        for (Map.Entry<String, MasterCheck.Shard> one : check.shards().entrySet()) {
            clean &= audit(base, one.getKey(), one.getValue(), known);
        }
        return clean ? ExitCode.OK : ExitCode.REFUSED;
    }

    private boolean audit(String base, String origin, MasterCheck.Shard shard, List<NoteVerifier> known)
            throws IOException {
        List<NoteVerifier> keys = new ArrayList<>(known);
        keys.add(shard.key());
        List<byte[]> recorded = shard.records().stream()
                .map(record -> record.note().getBytes(StandardCharsets.UTF_8))
                .toList();
        LogFiles files = source.open(prefix(base, origin));
        byte[] checkpoint = files.checkpoint();
        Optional<MasterRemoval> removal = shard.removal().isPresent() ? shard.removal() : removal(files, known);
        AuditPlan held = plan.withOlder(recorded);
        return told(
                origin,
                checkpoint,
                walked(said -> walk(files, checkpoint, keys, held.withRemoval(said)), removal, files, known));
    }

    /** One way through a log. */
    @FunctionalInterface
    interface Walk {
        LogAudit with(Optional<MasterRemoval> removal) throws IOException;
    }

    /** Walks a log again if its entries were removed on the way, as the master log says by now. */
    static LogAudit walked(Walk walk, Optional<MasterRemoval> removal, LogFiles files, List<NoteVerifier> known)
            throws IOException {
        LogAudit audit = walk.with(removal);
        Optional<MasterRemoval> since = audit.clean() || removal.isPresent() ? Optional.empty() : removal(files, known);
        return since.isPresent() ? walk.with(since) : audit;
    }

    /** That a log's entries are not kept any more, if one of the keys is that of a master log which says so, as it may since it was read. */
    static Optional<MasterRemoval> removal(LogFiles files, List<NoteVerifier> known) throws IOException {
        Optional<MasterProof> removal = proof(files::removal);
        return removal.isPresent() ? removal.get().vouchedRemoval(known, proof(files::master)) : Optional.empty();
    }

    @FunctionalInterface
    private interface ProofFile {
        byte[] read() throws IOException;
    }

    private static Optional<MasterProof> proof(ProofFile file) throws IOException {
        try {
            return Optional.of(MasterProof.parse(StrictJson.parse(file.read(), StrictJson.Limits.UPLOAD)));
        } catch (NoSuchFileException | AccessDeniedException | Problem e) {
            return Optional.empty();
        }
    }

    private LogAudit walk(LogFiles files, byte[] checkpoint, List<NoteVerifier> keys, AuditPlan what)
            throws IOException {
        return LedgerAuditCommand.audit(Progress.of(spec, "Auditing", json), files, checkpoint, keys, what);
    }

    private boolean told(String origin, byte[] checkpoint, LogAudit audit) {
        String shown = Checkpoint.parse(SignedNote.parse(checkpoint).text()).origin();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? AuditText.json(audit) : "%s%n%s%n".formatted(origin, AuditText.of(audit)));
        out.flush();
        return audit.clean() && ofThisLog(origin, shown);
    }

    /** A server that shows another log under this one's address. */
    private boolean ofThisLog(String origin, String shown) {
        if (!shown.equals(origin)) {
            spec.commandLine().getErr().println("The log shown for " + origin + " calls itself " + shown);
        }
        return shown.equals(origin);
    }

    private String prefix(String base, String origin) {
        return base.replaceFirst("/*$", "") + origin.substring(origin.indexOf('/'));
    }
}
