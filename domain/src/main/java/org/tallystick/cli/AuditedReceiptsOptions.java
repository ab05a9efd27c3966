package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TileSource;
import org.tallystick.ledger.TiledLog;
import org.tallystick.shared.PinnedTrust;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Receipts that an auditor was given, to be held against the log. */
final class AuditedReceiptsOptions {
    private static final String NOT_CHECKED =
            "not checked: an auditor's token opens the log, and receipts must be given with --receipts.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--receipts",
            paramLabel = "DIR",
            description =
                    "Receipt files named by their numbers (.json), whose signatures are checked too; needs --root.")
    private Optional<Path> directory;

    @Option(
            names = "--root",
            paramLabel = "PEM",
            description = "Root certificates that their signers must come from; may be repeated.")
    private List<Path> roots = List.of();

    boolean given() {
        return directory.isPresent();
    }

    /** What to look at for each entry: nothing, if no receipts were given. */
    EntryCheck check(TileSource source, long size, byte[] checkpoint, List<NoteVerifier> known, Instant at) {
        if (directory.isEmpty()) {
            return (index, entry) -> Optional.empty();
        }
        if (!Files.isDirectory(directory.get()) || roots.isEmpty()) {
            throw usage("--receipts is a directory that exists, and needs --root.");
        }
        VerificationContext context = VerificationContext.offline(TrustAnchors.pinned(certificates(), known), at);
        return new AuditedReceipts(directory.get(), new TiledLog(source, size), checkpoint, context);
    }

    /** What was looked at, in a sentence. */
    String summary(EntryCheck check) {
        return check instanceof AuditedReceipts receipts ? receipts.summary() : NOT_CHECKED;
    }

    private List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        for (Path path : roots) {
            try {
                PinnedTrust.certificates(path).forEach(certificate -> all.add(certificate));
            } catch (IOException | GeneralSecurityException e) {
                throw usage("--root: " + path + " holds no certificate.");
            }
        }
        return all;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
