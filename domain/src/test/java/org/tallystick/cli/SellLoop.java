package org.tallystick.cli;

import java.io.PrintWriter;
import java.time.Clock;

/** Sells until it is killed; the program of {@link KilledTerminalTest}. */
final class SellLoop {
    private SellLoop() {}

    public static void main(String[] arguments) {
        while (true) {
            Tallystick.commandLine(Clock.systemUTC())
                    .setOut(new PrintWriter(System.out, true))
                    .setErr(new PrintWriter(System.err, true))
                    .execute("terminal", "sell", "--state", arguments[0], "--amount", "12.30", "--json");
        }
    }
}
