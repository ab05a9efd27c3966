package org.tallystick.cli;

import java.io.IOException;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.Problem;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
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
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A receipt file (.json), or a stored receipt alone (.jose).")
    private Path file;

    @Option(names = "--ca", paramLabel = "PEM", description = "Root certificates to trust.")
    private Optional<Path> ca;

    @Option(names = "--log", paramLabel = "VKEY", description = "Verifier key of a log or a witness; may be repeated.")
    private List<String> logs = List.of();

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "The ledger proof (.tlog-proof), if it is not in FILE.")
    private Optional<Path> proof;

    @Option(names = "--at", paramLabel = "TIME", description = "Check as of this time, ISO 8601 with offset.")
    private Optional<String> at;

    @Option(names = "--lang", paramLabel = "zh|en", defaultValue = "en", description = "Language of the answer.")
    private String language;

    @Option(names = "--json", description = "Answer with the report as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        VerificationContext context = VerificationContext.offline(
                TrustAnchors.pinned(roots(), logKeys()), at.map(this::time).orElseGet(this::now));
        VerificationReport report = report(read(file), context);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(report.toJson(), StandardCharsets.UTF_8));
        } else {
            print(report, out);
        }
        out.flush();
        return report.outcome().exitCode();
    }

    private VerificationReport report(byte[] upload, VerificationContext context) {
        ReceiptVerifier verifier = new ReceiptVerifier();
        if (proof.isEmpty()) {
            return verifier.verify(upload, context);
        }
        String text = new String(read(proof.get()), StandardCharsets.UTF_8);
        try {
            return verifier.verify(ReceiptFile.parse(upload).withProof(text), context);
        } catch (Problem e) {
            return verifier.verify(upload, context);
        }
    }

    private void print(VerificationReport report, PrintWriter out) {
        Locale locale = Locale.forLanguageTag(language);
        out.println(CheckTexts.word(report.outcome(), locale) + ": " + CheckTexts.sentence(report.outcome(), locale));
        report.number().ifPresent(number -> out.println(number));
        report.trustedTime().ifPresent(time -> out.println(CheckTexts.time(time, locale)));
        out.println();
        for (CheckResult check : report.checks()) {
            out.println(sign(check) + " " + CheckTexts.question(check.id(), locale));
            out.println("    " + CheckTexts.reason(check, locale));
        }
    }

    private static String sign(CheckResult check) {
        return switch (check.result()) {
            case PASS -> "✓";
            case FAIL -> "✕";
            case WARN -> "!";
            case UNKNOWN -> "?";
        };
    }

    private List<X509Certificate> roots() {
        if (ca.isEmpty()) {
            return List.of();
        }
        try {
            return PinnedTrust.certificates(ca.get()).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | GeneralSecurityException e) {
            throw wrong("--ca: " + ca.get() + " holds no certificate in PEM form");
        }
    }

    private List<NoteVerifier> logKeys() {
        try {
            return logs.stream().map(NoteVerifier::parse).toList();
        } catch (LedgerFormatException e) {
            throw wrong("--log: " + e.getMessage());
        }
    }

    private Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("--at must be ISO 8601 with offset, such as 2026-11-22T18:42:33+08:00");
        }
    }

    private Instant now() {
        return Clock.systemUTC().instant();
    }

    private byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw wrong(path + " cannot be read");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
