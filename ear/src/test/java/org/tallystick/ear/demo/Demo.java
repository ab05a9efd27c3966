package org.tallystick.ear.demo;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.tallystick.ear.ServerProcess;

/** Starts the built server with an empty database and keeps it running in the foreground. */
public final class Demo {
    private Demo() {}

    /**
     * Runs until the process is interrupted; the server is stopped with it.
     *
     * @param arguments the server's base directory, and the offset of its ports
     */
    public static void main(String[] arguments) throws InterruptedException {
        var base = Path.of(arguments[0]);
        try (var server = ServerProcess.fresh(base, Integer.parseInt(arguments[1]))) {
            server.start();
            announce(server);
            new CountDownLatch(1).await();
        }
    }

    private static void announce(ServerProcess server) {
        say("Tallystick is ready");
        say("  pages     " + server.url("/"));
        say("  platform  " + server.url("/api/v1/platform"));
        say("  log       " + server.console());
        say("Ctrl-C ends it.");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
