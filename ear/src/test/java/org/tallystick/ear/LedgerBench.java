package org.tallystick.ear;

import java.util.List;
import java.util.Map;

/** {@code mvn -Pbench -Dbench=Ledger}: {@code tallystick bench audit} with ten million entries; {@code -Dleaves=N} with others. */
public final class LedgerBench {
    private LedgerBench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> command = List.of("bench", "audit", "--entries", System.getProperty("leaves", "10000000"));
        if (CommandLineProgram.run(Map.of(), command) != 0) {
            throw new IllegalStateException("tallystick bench audit failed");
        }
    }
}
