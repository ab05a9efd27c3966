package org.tallystick.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.terminal.TerminalProfile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands of a terminal have in common. */
final class TerminalOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The terminal's state directory.")
    private Path state;

    @Option(names = "--json", description = "Answer with one line of JSON.")
    private boolean json;

    Path state() {
        return state;
    }

    boolean json() {
        return json;
    }

    /** Prints the result: its members for programs, or the text for people. */
    void print(Map<String, ?> members, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? JsonWriter.text(members) : text.stripTrailing());
        out.flush();
    }

    /** What an enrolment has come to. */
    void printEnrolled(TerminalProfile profile) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", profile.terminalNo());
        members.put("merchantNo", profile.merchantNo());
        members.put("acquirer", profile.acquirer());
        members.put("series", profile.series());
        members.put("server", profile.server().toString());
        members.put("logs", profile.logs().stream().map(log -> log.key().vkey()).toList());
        print(
                members,
                ("Terminal %s of merchant %s is enrolled, series %d."
                                + "%nNext: tallystick terminal sell --state %s --amount 12.30")
                        .formatted(profile.terminalNo(), profile.merchantNo(), profile.series(), state));
    }

    /** @throws ParameterException if there is no such algorithm */
    SignatureAlgorithm algorithm(String name) {
        return SignatureAlgorithm.ofJose(name).orElseThrow(() -> usage("--algorithm is ES256, EdDSA or SM2SM3."));
    }

    /** @throws ParameterException if the file given with the option cannot be read */
    byte[] file(String option, Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw usage("The file given with " + option + " cannot be read.");
        }
    }

    void tell(String message) {
        spec.commandLine().getErr().println(message);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
