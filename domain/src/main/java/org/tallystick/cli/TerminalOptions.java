package org.tallystick.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.tallystick.shared.JsonWriter;
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

    void tell(String message) {
        spec.commandLine().getErr().println(message);
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
