package org.tallystick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.shared.PinnedTrust;
import org.tallystick.shared.Problem;
import org.tallystick.verification.FileResult;
import org.tallystick.verification.Purpose;
import org.tallystick.verification.RawMaterial;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.ReportDepth;
import org.tallystick.verification.ReportText;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: is this receipt genuine, or which of these are? Asks nobody: everything is in the files and in the pinned keys. */
@Command(
        name = "verify",
        description = {
            "Check receipts without asking anybody: signatures, certificates, seal and ledger proof.",
            "Of several files, or a directory, those that are not genuine are named, and all are counted.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:genuine and unchanged",
            "1:not genuine",
            "2:could not be checked: without pinned keys, or without a ledger proof, nothing is proven",
            "3:a true record of a sale that its terminal did not sign",
            "64:the command was not understood"
        },
        footerHeading = "%nSeveral files:%n",
        footer = {
            "  The exit code is that of the worst file: 1 before 2 before 3 before 0. A file that is too large or",
            "  no receipt at all counts as 1, one that cannot be read as 2, the same bytes again as 0. With --json",
            "  each file is a line {\"file\",\"result\",\"report\"}, and the last line is {\"summary\"}. In"
                    + " directories",
            "  only files called .json or .jose are looked at.",
            "",
            "Example:",
            "",
            "  Save the receipt file behind a slip's link, and get the root certificate and the",
            "  log's verifier key from the operator or the regulator, not from the same server:",
            "",
            "  curl -o receipt.json https://pos.example/r/Vb3kQ9hZ2mXcT7yLw0aRdA.json",
            "  tallystick verify receipt.json --ca root.pem --log \"$(cat 2027q1.vkey)\"",
            "",
            "  Where the cardholder signed later, that statement has a file of its own:",
            "",
            "  curl -o receipt.late.json https://pos.example/r/Vb3kQ9hZ2mXcT7yLw0aRdA.late.json",
            "  tallystick verify receipt.json --late receipt.late.json --ca root.pem --log ..."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int MAX_PROOF = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "Receipt files (.json), stored receipts alone (.jose), or directories with them.")
    private List<Path> files = List.of();

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "Roots to trust, also of other authorities; may be repeated.")
    private List<Path> roots = List.of();

    @Option(
            names = "--tsa",
            paramLabel = "PEM",
            description = "Root certificates to trust for timestamps alone, besides those of --ca; may be repeated.")
    private List<Path> timestampRoots = List.of();

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of a log or a witness to trust; may be repeated.")
    private List<NoteVerifier> logs = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Logs, witnesses and how many of these must have cosigned (C2SP tlog-policy); without enough of"
                            + " them nothing is proven.")
    private Optional<Path> policy;

    @Option(names = "--audience", paramLabel = "NAME", description = "Platform that the signatures must be made for.")
    private Optional<String> audience;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "The ledger proof (.tlog-proof), if it is not in FILE.")
    private Optional<Path> proof;

    @Option(
            names = "--late",
            paramLabel = "FILE",
            description = {
                "The file of a late signature of this receipt (.late.json):",
                "its seal, certificate and ledger proof are checked, and that",
                "it is about this receipt. It never changes the outcome."
            })
    private Optional<Path> late;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Certificates that are not in FILE, PEM or DER; not trusted by that. May be repeated.")
    private List<Path> certificates = List.of();

    @Option(names = "--at", paramLabel = "TIME", description = "Check as of this time, ISO 8601 with offset.")
    private Optional<String> at;

    @Option(names = "--lang", paramLabel = "en|zh", defaultValue = "en", description = "Language of the answer.")
    private String language;

    @Option(
            names = "--purpose",
            paramLabel = "consumer|merchant|audit|court",
            defaultValue = "consumer",
            description = "What for: it decides which questions must be answered.")
    private String purpose;

    @Option(
            names = "--depth",
            paramLabel = "simple|detailed|technical|raw",
            defaultValue = "detailed",
            description = "How much of the report to print.")
    private String depth;

    @Option(names = "--json", description = "Answer with the report as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<X509Certificate> trusted = certificates("--ca", roots);
        TrustAnchors given = new TrustAnchors(trusted, logs, audience, true)
                .withTimestampRoots(certificates("--tsa", timestampRoots))
                .withTerminalRoots(trusted);
        TrustAnchors anchors = policy.map(this::policy).map(given::demanding).orElse(given);
        VerificationContext context =
                VerificationContext.offline(anchors, time()).with(purpose());
        boolean several = files.size() > 1 || Files.isDirectory(files.get(0));
        int code = several ? several(context) : single(context);
        if (roots.isEmpty() || anchors.logKeys().isEmpty()) {
            spec.commandLine().getErr().println("Nothing is proven without --ca and --log: see verify --help.");
        }
        return code;
    }

    private int single(VerificationContext context) {
        Locale locale = locale();
        ReportDepth wanted = depth();
        byte[] upload = read(files.get(0), ReceiptFile.MAX_LENGTH);
        Optional<String> given = proof.map(path -> new String(read(path, MAX_PROOF), StandardCharsets.UTF_8));
        Optional<byte[]> signedLater = late.map(path -> read(path, ReceiptFile.MAX_LENGTH));
        Optional<ReceiptFile> file = parsed(upload, certificates("--cert", certificates))
                .map(receipt -> given.map(receipt::withProof).orElse(receipt))
                .map(receipt -> signedLater.map(receipt::withLate).orElse(receipt));
        VerificationReport report = report(file, upload, context);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(new String(report.toJson(), StandardCharsets.UTF_8) + "\n");
        } else {
            out.print(ReportText.of(
                    report, file.map(read -> RawMaterial.of(read, report)).orElse(List.of()), locale, wanted));
        }
        out.flush();
        return report.outcome().exitCode();
    }

    private int several(VerificationContext context) {
        if (proof.isPresent() || late.isPresent()) {
            throw wrong("--proof and --late belong to one receipt; several files bring their own");
        }
        Locale locale = locale();
        List<X509Certificate> more = certificates("--cert", certificates);
        FileList list = FileList.of(files);
        BatchSummary summary = new BatchSummary(list.skipped());
        PrintWriter out = spec.commandLine().getOut();
        try (Bar bar = Bar.of("Checking", list.files().size(), json)) {
            new BatchVerification(upload -> report(parsed(upload, more), upload, context)).run(list.files(), answer -> {
                summary.add(answer);
                bar.advance(1);
                if (json) {
                    out.println(answer.json());
                } else if (answer.result() != FileResult.GENUINE) {
                    out.println(answer.text(locale));
                }
            });
        }
        out.print(json ? summary.json() + "\n" : summary.text(locale));
        out.flush();
        return summary.exitCode();
    }

    private static Optional<ReceiptFile> parsed(byte[] upload, List<X509Certificate> more) {
        try {
            return Optional.of(ReceiptFile.parse(upload).withCertificates(more));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private static VerificationReport report(Optional<ReceiptFile> file, byte[] upload, VerificationContext context) {
        ReceiptVerifier verifier = new ReceiptVerifier();
        return file.map(read -> verifier.verify(read, context)).orElseGet(() -> verifier.verify(upload, context));
    }

    private Purpose purpose() {
        return Purpose.of(purpose).orElseThrow(() -> wrong("--purpose must be consumer, merchant, audit or court"));
    }

    private ReportDepth depth() {
        return ReportDepth.of(depth).orElseThrow(() -> wrong("--depth must be simple, detailed, technical or raw"));
    }

    private List<X509Certificate> certificates(String option, List<Path> files) {
        List<X509Certificate> all = new ArrayList<>();
        for (Path path : files) {
            try {
                all.addAll(PinnedTrust.certificates(path));
            } catch (IOException | GeneralSecurityException e) {
                throw wrong(option + ": " + path + " holds no certificate");
            }
        }
        return all;
    }

    private WitnessPolicy policy(Path path) {
        try {
            return WitnessPolicy.parse(read(path, WitnessPolicy.MAX_LENGTH));
        } catch (LedgerFormatException e) {
            throw wrong("--policy: " + e.getMessage());
        }
    }

    private Instant time() {
        try {
            return at.map(text -> OffsetDateTime.parse(text).toInstant())
                    .orElseGet(() -> Clock.systemUTC().instant());
        } catch (DateTimeParseException e) {
            throw wrong("--at must be ISO 8601 with offset, such as 2026-11-22T18:42:33+08:00");
        }
    }

    private Locale locale() {
        return switch (language) {
            case "en" -> Locale.ENGLISH;
            case "zh" -> Locale.SIMPLIFIED_CHINESE;
            default -> throw wrong("--lang must be en or zh");
        };
    }

    /** One byte more than allowed is enough for the reader to refuse the file. */
    private byte[] read(Path path, int limit) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw wrong(path + " cannot be read");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
