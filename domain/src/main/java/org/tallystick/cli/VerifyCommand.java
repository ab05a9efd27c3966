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
import org.tallystick.shared.Problem;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
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

/** {@code verify}: is this receipt genuine? Asks nobody: everything is in the file and in the pinned keys. */
@Command(
        name = "verify",
        description = {"Check a receipt without asking anybody: signatures, certificates, seal and ledger proof.", ""},
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
        footerHeading = "%nExample:%n",
        footer = {
            "  Save the receipt file behind a slip's link, and get the root certificate and the",
            "  log's verifier key from the operator or the regulator, not from the same server:",
            "",
            "  curl -o receipt.json https://pos.example/r/Vb3kQ9hZ2mXcT7yLw0aRdA.json",
            "  tallystick verify receipt.json --ca root.pem --log \"$(cat 2027q1.vkey)\""
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int MAX_PROOF = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A receipt file (.json), or a stored receipt alone (.jose).")
    private Path file;

    @Option(names = "--ca", paramLabel = "PEM", description = "Root certificates to trust; may be repeated.")
    private List<Path> roots = List.of();

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            description = "Verifier key of a log or a witness to trust; may be repeated.")
    private List<String> logs = List.of();

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
            names = "--cert",
            paramLabel = "FILE",
            description = "Certificates that are not in FILE, PEM or DER; not trusted by that. May be repeated.")
    private List<Path> certificates = List.of();

    @Option(names = "--at", paramLabel = "TIME", description = "Check as of this time, ISO 8601 with offset.")
    private Optional<String> at;

    @Option(names = "--lang", paramLabel = "en|zh", defaultValue = "en", description = "Language of the answer.")
    private String language;

    @Option(names = "--json", description = "Answer with the report as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        TrustAnchors given = new TrustAnchors(certificates("--ca", roots), logKeys(), audience, true);
        TrustAnchors anchors = policy.map(this::policy).map(given::demanding).orElse(given);
        Locale locale = locale();
        VerificationReport report = verify(VerificationContext.offline(anchors, time()));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? new String(report.toJson(), StandardCharsets.UTF_8) + "\n" : ReportText.of(report, locale));
        out.flush();
        if (roots.isEmpty() || anchors.logKeys().isEmpty()) {
            spec.commandLine().getErr().println("Nothing is proven without --ca and --log: see verify --help.");
        }
        return report.outcome().exitCode();
    }

    private VerificationReport verify(VerificationContext context) {
        ReceiptVerifier verifier = new ReceiptVerifier();
        byte[] upload = read(file, ReceiptFile.MAX_LENGTH);
        Optional<String> given = proof.map(path -> new String(read(path, MAX_PROOF), StandardCharsets.UTF_8));
        List<X509Certificate> more = certificates("--cert", certificates);
        try {
            ReceiptFile parsed = ReceiptFile.parse(upload).withCertificates(more);
            return verifier.verify(given.map(parsed::withProof).orElse(parsed), context);
        } catch (Problem e) {
            return verifier.verify(upload, context);
        }
    }

    private List<X509Certificate> certificates(String option, List<Path> files) {
        List<X509Certificate> all = new ArrayList<>();
        for (Path path : files) {
            try {
                PinnedTrust.certificates(path).forEach(certificate -> all.add((X509Certificate) certificate));
            } catch (IOException | GeneralSecurityException e) {
                throw wrong(option + ": " + path + " holds no certificate");
            }
        }
        return all;
    }

    private List<NoteVerifier> logKeys() {
        try {
            return logs.stream().map(NoteVerifier::parse).toList();
        } catch (LedgerFormatException e) {
            throw wrong("--log: " + e.getMessage());
        }
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
