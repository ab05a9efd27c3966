package org.tallystick.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.ledger.NoteVerifier;

/** {@code ledger witness} in a process of its own, to be killed. */
final class WitnessProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final List<String> said;
    private final URI address;

    private WitnessProcess(Process process, List<String> said, URI address) {
        this.process = process;
        this.said = said;
        this.address = address;
    }

    /** @throws IllegalStateException with what it printed, if it ends instead of listening */
    static WitnessProcess start(Path state, Path key, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.httpserver.maxReqTime=4",
                "-cp",
                System.getProperty("java.class.path"),
                Tallystick.class.getName(),
                "ledger",
                "witness",
                "--listen",
                "localhost:0",
                "--state",
                state.toString(),
                "--key",
                key.toString()));
        Stream.of(more).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("Listening on")) {
                return new WitnessProcess(process, said, URI.create(line.replaceFirst("Listening on +", "")));
            }
        }
        throw new IllegalStateException(String.join("\n", said));
    }

    URI address() {
        return address;
    }

    NoteVerifier verifier() {
        return NoteVerifier.parse(said.get(0).replaceFirst("Verifier key +", ""));
    }

    HttpResponse<String> add(byte[] request) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
