package org.tallystick.ear;

/**
 * One server with the embedded database for all tests that only ask: it takes seconds to start. Tests must not rely on
 * it being empty, nor end it.
 */
public final class SharedServer {
    private static final class Holder {
        private static final ServerProcess SERVER =
                ServerProcess.fresh("shared").start();
    }

    private SharedServer() {}

    public static ServerProcess get() {
        return Holder.SERVER;
    }
}
