package org.tallystick.shared.service;

/**
 * Of how many terminals a node keeps in memory what each of their bills asks for: the certificate, its key, the counter (of each log).
 * Those that have sent nothing for longest are read from the database again.
 */
public final class TerminalMemory {
    /** What one terminal's share may take is a small part of this, in bytes of the heap. */
    private static final long HEAP_EACH = 16 << 10;

    private static final long FEWEST = 1_000;
    private static final long MOST = 200_000;

    public static final int TERMINALS =
            (int) Math.max(FEWEST, Math.min(MOST, Runtime.getRuntime().maxMemory() / HEAP_EACH));

    private TerminalMemory() {}
}
