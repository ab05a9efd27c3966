package org.tallystick.ear;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.PrivateNoteKey;
import org.tallystick.ledger.witness.WitnessMemory;

/** The witness that a test server's policy names: {@code ledger witness} in a process of its own, away unless started. */
final class TestWitness implements AutoCloseable {
    private final Process process;

    private TestWitness(Process process) {
        this.process = process;
    }

    /** Gives a server that has not started yet a policy with one witness, which must have cosigned. */
    static ServerProcess configure(ServerProcess server) {
        Path folder = server.base().resolve("witness");
        PrivateNoteKey key = PrivateNoteKey.newCosigner("witness.example/w1");
        try {
            WitnessMemory.create(folder, key.verifier());
            key.save(folder.resolve("key"));
            Files.writeString(
                    policy(server),
                    "witness w %s http://localhost:%d\nquorum w\n"
                            .formatted(key.verifier().vkey(), Ports.free()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server.with("TALLYSTICK_LEDGER_WITNESS_POLICY", policy(server).toString());
    }

    /** The server's policy file. */
    static Path policy(ServerProcess server) {
        return server.base().resolve("witness-policy");
    }

    static TestWitness start(ServerProcess server, String logKey) throws IOException {
        Path folder = server.base().resolve("witness");
        String address = Files.readString(policy(server)).replaceFirst("(?s).*http://([^\n]*)\n.*", "$1");
        List<String> command = program();
        command.addAll(List.of("ledger", "witness", "--listen", address, "--log", logKey));
        command.addAll(List.of(
                "--state", folder.toString(), "--key", folder.resolve("key").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("Listening on")) {
                return new TestWitness(process);
            }
        }
        throw new IllegalStateException(String.join("\n", said));
    }

    /** The command line's beginning: the program that an auditor takes along. */
    static List<String> program() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("../domain/target/tallystick.jar")
                        .toAbsolutePath()
                        .normalize()
                        .toString()));
    }

    /** kill -9. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
