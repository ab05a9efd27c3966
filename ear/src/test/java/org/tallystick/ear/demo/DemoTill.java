package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tallystick.ear.ServerDirectory;
import org.tallystick.ear.ServerProcess;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** The demo's terminals, run by the command-line program as a shop would run it. */
final class DemoTill {
    private final ServerProcess server;
    private final Path target;
    private final Map<String, String> codes;

    DemoTill(ServerProcess server, Path target) throws IOException {
        this.server = server;
        this.target = target;
        this.codes = DemoSummary.codes(server);
    }

    /** @return the enrolled terminal's state directory */
    Path enrol(String terminalNo) throws IOException, InterruptedException {
        Path state = target.resolve("demo-terminals").resolve(terminalNo);
        ServerDirectory.delete(state);
        Files.createDirectories(state);
        run(
                "terminal",
                "enrol",
                "--server",
                server.url("").toString(),
                "--ca",
                server.data().resolve("root.pem").toString(),
                "--state",
                state.toString(),
                "--terminal",
                terminalNo,
                "--code",
                codes.getOrDefault(terminalNo, ""));
        return state;
    }

    void replay(Path state, Path sales) throws IOException, InterruptedException {
        run(
                "terminal",
                "replay",
                "--state",
                state.toString(),
                "--currency",
                "CNY",
                "--zone",
                "Asia/Shanghai",
                sales.toString());
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Demo.program(target));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("tallystick " + arguments[0] + " " + arguments[1] + " ended with " + exit
                    + ", see " + server.console());
        }
    }

    static JsonObject json(Path file) throws IOException {
        return StrictJson.parse(Files.readAllBytes(file), StrictJson.Limits.UPLOAD);
    }
}
