package org.tallystick.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.tallystick.ledger.DirectoryTileSource;
import org.tallystick.ledger.HttpTileSource;
import org.tallystick.ledger.LogFiles;
import org.tallystick.shared.PinnedTrust;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the files of a log are read, at an address or in a directory. */
final class LogSource {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--token",
            paramLabel = "T",
            defaultValue = "${env:TALLYSTICK_AUDITOR_TOKEN}",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Auditor's token, to read the entries too. Better in the environment: TALLYSTICK_AUDITOR_TOKEN.")
    private Optional<String> token;

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "Certificates to trust for https instead of the usual ones.")
    private Optional<Path> ca;

    boolean isAddress(String log) {
        return log.matches("(?i)https?://.*");
    }

    boolean hasToken() {
        return token.isPresent();
    }

    /** @param log prefix of a log, or a directory with its files */
    LogFiles open(String log) {
        if (!isAddress(log)) {
            Path directory = Path.of(log);
            if (!Files.isDirectory(directory)) {
                throw usage("The log is neither an http(s) address nor a directory that exists.");
            }
            return new DirectoryTileSource(directory);
        }
        try {
            HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
            if (ca.isPresent()) {
                client.sslContext(PinnedTrust.in(ca.get()));
            }
            return new HttpTileSource(URI.create(log), client.build(), token);
        } catch (IllegalArgumentException e) {
            throw usage("The log's address is malformed, or a token would go there other than over https.");
        } catch (IOException | GeneralSecurityException e) {
            throw usage("The file given with --ca could not be read as PEM certificates.");
        }
    }

    /** @param option that the file was given with */
    byte[] read(String option, Path file) {
        return read(spec, option, file);
    }

    /** The same for a command that reads no log. */
    static byte[] read(CommandSpec spec, String option, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw usage(spec, "The file " + file + " given with " + option + " could not be read.");
        }
    }

    ParameterException usage(String message) {
        return usage(spec, message);
    }

    static ParameterException usage(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
