package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.PrivateNoteKey;
import org.tallystick.ledger.witness.Witness;
import org.tallystick.ledger.witness.WitnessMemory;
import org.tallystick.ledger.witness.WitnessServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ledger witness}: cosigns checkpoints until it is stopped. */
@Command(
        name = "witness",
        description = {
            "Be a witness (C2SP tlog-witness): cosign a log's checkpoint only if it continues the one before, so that"
                    + " nobody can be shown another history. Runs until it is stopped.",
            "",
            "The state directory is the witness's memory. It must never be restored from a backup: a witness that"
                    + " forgets can be rolled back. If it is lost, begin a new witness with a new key.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:its memory is damaged, another witness's, or in use: it does not start",
            "2:the address cannot be listened on, or a file not be read or written",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick ledger witness --state w1 --key w1.key --name regulator.example/w1 \\",
            "      --listen 0.0.0.0:7380 --log \"$(cat 2027q1.vkey)\"",
            "",
            "  Publish the verifier key it prints, and tell the operator the address: the log posts",
            "  its checkpoints to http://HOST:PORT/add-checkpoint."
        })
final class LedgerWitnessCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "What the witness remembers.")
    private Path state;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Its private key; made at the first start.")
    private Path keyFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Its name at the first start, such as regulator.example/w1; by default that of this machine.")
    private Optional<String> name;

    @Option(
            names = "--listen",
            defaultValue = "localhost:7380",
            paramLabel = "HOST:PORT",
            description = "Where to listen; localhost:7380 by default, port 0 for any free one.")
    private String listen;

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            converter = VerifierKeyOption.class,
            description = "Verifier key of a log to watch; may be repeated.")
    private List<NoteVerifier> logs = List.of();

    @Option(names = "--logs", paramLabel = "FILE", description = "A file with such keys, one on each line.")
    private Optional<Path> logFile;

    @Override
    public Integer call() throws InterruptedException {
        List<NoteVerifier> watched = watched();
        InetSocketAddress address = address();
        PrintWriter err = spec.commandLine().getErr();
        try {
            NoteCosigner key = key();
            try (WitnessMemory memory = WitnessMemory.open(state, key.verifier())) {
                Witness witness = new Witness(key, watched, memory, Clock.systemUTC());
                try (WitnessServer server = WitnessServer.start(witness, address, err::println)) {
                    tell(witness, server.address());
                    new CountDownLatch(1).await();
                }
            }
            return ExitCode.OK;
        } catch (LedgerStateException e) {
            err.println(e.getMessage());
            return ExitCode.REFUSED;
        } catch (IOException e) {
            err.println("The witness cannot start: " + e.getMessage());
            return ExitCode.NOT_CONFIRMED;
        }
    }

    private void tell(Witness witness, InetSocketAddress at) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Verifier key  " + witness.verifier().vkey());
        witness.origins().forEach(origin -> out.println("Watching      " + origin));
        out.println("Listening on  http://%s:%d/add-checkpoint".formatted(at.getHostString(), at.getPort()));
        out.flush();
    }

    private List<NoteVerifier> watched() {
        List<NoteVerifier> all = new ArrayList<>(logs);
        try {
            if (logFile.isPresent()) {
                all.addAll(VerifierKeyOption.in(logFile.get()));
            }
        } catch (IOException e) {
            throw usage("The file given with --logs could not be read.");
        } catch (LedgerFormatException e) {
            throw usage("--logs: " + e.getMessage());
        }
        if (all.isEmpty() || all.stream().anyMatch(NoteVerifier::isCosigner)) {
            throw usage("Say with --log or --logs which logs to watch: verifier keys of logs, not of witnesses.");
        }
        return all;
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        String port = listen.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xffff) {
            throw usage("--listen is HOST:PORT, such as localhost:7380.");
        }
        InetSocketAddress address = new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw usage("--listen: this machine does not know the host " + listen.substring(0, colon) + ".");
        }
        return address;
    }

    /** A key and a memory begin together: one without the other is not to be trusted. */
    private NoteCosigner key() throws IOException {
        boolean remembers = WitnessMemory.holdsSomething(state);
        try {
            if (Files.exists(keyFile)) {
                PrivateNoteKey key = PrivateNoteKey.load(keyFile);
                if (!WitnessMemory.existsIn(state)) {
                    throw new LedgerStateException("The key in " + keyFile + " is there, but its memory in " + state
                            + " is not. What it has cosigned is not known, so it must cosign no more: begin a new"
                            + " witness with a new key.");
                }
                return key.cosigner();
            }
            if (remembers) {
                throw new LedgerStateException("The directory " + state + " is a witness's memory, but its key "
                        + keyFile + " is not there. Give its key, or begin with another directory.");
            }
            PrivateNoteKey key = PrivateNoteKey.newCosigner(name.orElseGet(LedgerWitnessCommand::nameOfMachine));
            // The memory first: a key that no memory belongs to would never be used.
            WitnessMemory.create(state, key.verifier());
            key.save(keyFile);
            return key.cosigner();
        } catch (LedgerFormatException e) {
            throw usage("The key cannot be used: " + e.getMessage() + ".");
        }
    }

    private static String nameOfMachine() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/witness";
        } catch (UnknownHostException e) {
            return "localhost/witness";
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
