package org.tallystick.cli;

import java.net.URI;
import java.nio.file.Path;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.terminal.Enrolment;
import org.tallystick.terminal.Shop;
import picocli.CommandLine.Option;

/** Which terminal a directory is to become, and of which platform. */
final class PlatformOptions {
    @Option(names = "--server", required = true, paramLabel = "URL", description = "Address of the platform, https.")
    private URI server;

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "PEM",
            description = "Certificates of the platform's authorities to trust, and no others.")
    private Path ca;

    @Option(names = "--terminal", required = true, paramLabel = "NO", description = "Terminal number, 8 characters.")
    private String terminalNo;

    /** @param code one-time code; empty for a terminal that needs none */
    Enrolment.Request request(TerminalOptions options, String code, SignatureAlgorithm algorithm, Shop shop) {
        return new Enrolment.Request(server, options.file("--ca", ca), terminalNo, code, algorithm, shop);
    }
}
