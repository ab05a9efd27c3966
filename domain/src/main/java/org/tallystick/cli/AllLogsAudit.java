package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.MasterCheck;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
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
        boolean clean = audit(master.name(), files, known, plan.withCheck(check));
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
        return audit(origin, source.open(prefix(base, origin)), keys, plan.withOlder(recorded));
    }

    private boolean audit(String origin, LogFiles files, List<NoteVerifier> keys, AuditPlan what) throws IOException {
        byte[] checkpoint = files.checkpoint();
        String shown = Checkpoint.parse(SignedNote.parse(checkpoint).text()).origin();
        LogAudit audit = LedgerAuditCommand.audit(Progress.of(spec, "Auditing", json), files, checkpoint, keys, what);
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
