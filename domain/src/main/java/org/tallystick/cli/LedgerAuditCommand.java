package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.LogFiles;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.ReadAhead;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.WitnessPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ledger audit}: checks a whole log and says in one sentence whether it keeps its promise. */
@Command(
        name = "audit",
        description = {
            "Recompute a whole ledger and compare it with what its key signed: every tile of every level, every entry"
                    + " that can be read, ledger times, terminals' counters, proofs, and older checkpoints if given.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the log keeps its promise",
            "1:it does not: something was altered, removed, or signed twice in different ways",
            "2:it could not be checked",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  Get the verifier key from the operator or the regulator, not from the server:",
            "  GET /ledger/logs only shows what the server says it is. Keep the checkpoint",
            "  of each audit: the next one proves that nothing before it was changed.",
            "",
            "  tallystick ledger audit https://pos.example/ledger/48023310/2027q1 \\",
            "      --log \"$(cat 2027q1.vkey)\" --old april.checkpoint \\",
            "      --state 2027q1.audit --report report.txt --report-key auditor.key",
            "  tallystick ledger audit https://pos.example --all --log \"$(cat master.vkey)\""
        })
final class LedgerAuditCommand implements Callable<Integer> {
    private static final Duration STATE_EVERY = Duration.ofSeconds(10);

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LogSource source;

    @Parameters(paramLabel = "URL|DIR", description = "Prefix of the log, or a directory with its files.")
    private String log;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description =
                    "Verifier key of the log; further ones may follow, of witnesses, and of the master log where entries"
                            + " were removed after their retention.")
    private List<NoteVerifier> keys = List.of();

    @Option(
            names = "--all",
            description =
                    "URL|DIR is the platform's address, and VKEY the key of its master log: audit that, and then every"
                            + " log that it has recorded.")
    private boolean all;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Logs, witnesses and how many of these must have cosigned (C2SP tlog-policy).")
    private Optional<Path> policyFile;

    @Option(
            names = "--old",
            paramLabel = "FILE",
            description = "A checkpoint kept from earlier, which the log must continue; may be repeated.")
    private List<Path> old = List.of();

    @Option(
            names = "--proofs",
            paramLabel = "N",
            defaultValue = "256",
            description = "Inclusion proofs to make, spread over the log; 256 by default.")
    private int proofs;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "Go on where an audit with this file was ended, or from the size it knew; entries before are not"
                            + " read again.")
    private Optional<Path> state;

    @Mixin
    private AuditedReceiptsOptions receipts;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a signed report for people to FILE, and for programs to FILE.json.")
    private Optional<Path> report;

    @Option(
            names = "--report-key",
            paramLabel = "FILE",
            description = "The auditor's private key for it; made at the first report.")
    private Optional<Path> reportKey;

    @Option(
            names = "--report-name",
            paramLabel = "NAME",
            defaultValue = "auditor",
            description = "Name of that key when it is made, such as regulator.example/audit.")
    private String reportName;

    @Option(names = "--json", description = "Answer with one line of JSON.")
    private boolean json;

    private Optional<WitnessPolicy> policy = Optional.empty();

    LedgerAuditCommand() {
        this(Clock.systemUTC());
    }

    LedgerAuditCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        policy = policyFile.map(this::policy);
        if (known().isEmpty()) {
            throw source.usage("Say with --log or --policy whose signature the log must have.");
        }
        if (report.isPresent() != reportKey.isPresent()) {
            throw source.usage("--report and --report-key belong together.");
        }
        if (proofs < 0) {
            throw source.usage("--proofs is a number from 0.");
        }
        if (all && (state.isPresent() || report.isPresent() || receipts.given() || !old.isEmpty())) {
            throw source.usage("--all goes with none of --old, --state, --receipts and --report.");
        }
        LogFiles files = source.open(all ? log.replaceFirst("/*$", "") : log);
        List<byte[]> older =
                old.stream().map(file -> source.read("--old", file)).toList();
        try {
            return all
                    ? new AllLogsAudit(spec, source, AuditPlan.simple().withProofs(proofs), json).audit(log, known())
                    : audit(files, older);
        } catch (IOException e) {
            return said(ExitCode.NOT_CONFIRMED, "The log could not be checked: " + AuditText.reason(e));
        } catch (LedgerStateException e) {
            return said(ExitCode.NOT_CONFIRMED, String.valueOf(e.getMessage()));
        } catch (LedgerFormatException e) {
            return said(ExitCode.NOT_CONFIRMED, "The report could not be signed: " + e.getMessage() + ".");
        }
    }

    private int audit(LogFiles files, List<byte[]> older) throws IOException {
        byte[] checkpoint = files.checkpoint();
        long size = sizeIn(checkpoint);
        AuditState kept = new AuditState(state, STATE_EVERY);
        EntryCheck check = receipts.check(files, size, checkpoint, known(), clock.instant());
        AuditPlan plan = AuditPlan.simple()
                .withOlder(older)
                .withProofs(proofs)
                .withPolicy(policy)
                .withCheck(check)
                .resuming(kept.memory(), kept);
        AllLogsAudit.Walk walk = removal ->
                audit(Progress.of(spec, "Auditing", json), files, checkpoint, known(), plan.withRemoval(removal));
        Optional<MasterRemoval> removed = AllLogsAudit.removal(files, known());
        // What was kept of a walk, and receipts that it has counted, are not of another one.
        LogAudit audit = state.isPresent() || receipts.given()
                ? walk.with(removed)
                : AllLogsAudit.walked(walk, removed, files, known());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? AuditText.json(audit) : AuditText.of(audit));
        if (!json && receipts.given()) {
            out.println("%nReceipts  %s".formatted(receipts.summary(check)));
        }
        out.flush();
        if (report.isPresent() && reportKey.isPresent()) {
            NoteVerifier key = new AuditReport(
                            audit,
                            log,
                            known(),
                            older.stream().map(LedgerAuditCommand::sizeIn).toList(),
                            checkpoint,
                            receipts.summary(check),
                            clock.instant())
                    .write(report.get(), reportKey.get(), reportName);
            said(ExitCode.OK, "Report " + report.get() + " is signed; whoever reads it needs the key " + key.vkey());
        }
        return audit.clean() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Audits one log; {@code shown} is closed afterwards. */
    static LogAudit audit(Progress shown, LogFiles files, byte[] checkpoint, List<NoteVerifier> keys, AuditPlan plan)
            throws IOException {
        try (ReadAhead ahead = new ReadAhead(files, sizeIn(checkpoint));
                shown) {
            return new LogAuditor(ahead, keys).audit(checkpoint, plan, shown);
        }
    }

    private List<NoteVerifier> known() {
        return Stream.concat(keys.stream(), policy.stream().flatMap(demanded -> demanded.keys().stream()))
                .distinct()
                .toList();
    }

    private WitnessPolicy policy(Path file) {
        try {
            return WitnessPolicy.parse(source.read("--policy", file));
        } catch (LedgerFormatException e) {
            throw source.usage("--policy: " + e.getMessage());
        }
    }

    private int said(int code, String sentence) {
        spec.commandLine().getErr().println(sentence);
        return code;
    }

    /** Only to plan with: the auditor finds out itself whether the checkpoint is to be believed. */
    private static long sizeIn(byte[] checkpoint) {
        try {
            return Checkpoint.parse(SignedNote.parse(checkpoint).text()).size();
        } catch (LedgerFormatException e) {
            return 0;
        }
    }
}
