package org.tallystick.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.terminal.Enrolment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal adopt}. */
@Command(
        name = "adopt",
        description = {
            "Make this directory a terminal with a certificate that another authority has issued for its key (terminal csr),"
                    + " once the institution has registered it for the terminal.",
            "",
            "The first word to the platform, HELLO, proves the key: from then on this certificate counts, and those of the"
                    + " terminal's earlier devices end. Killed half-way, the same command goes on where it stopped.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:adopted",
            "1:refused: the certificate is not registered for this terminal, or does not count",
            "2:not finished: the platform was not reachable; repeat the command",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick terminal adopt --server https://localhost:8443 --ca ca.pem --state till-1 \\",
            "      --terminal 10240017 --chain till-1-chain.pem"
        })
final class AdoptCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Mixin
    private PlatformOptions platform;

    @Option(
            names = "--chain",
            required = true,
            paramLabel = "PEM",
            description = "The certificate for this directory's key and the authorities above it, in any order.")
    private Path chain;

    @Mixin
    private ShopOptions shop;

    AdoptCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Enrolment.Request request = platform.request(options, "", SignatureAlgorithm.ES256, shop.shop());
        options.printEnrolled(Enrolment.adopt(options.state(), request, options.file("--chain", chain), clock));
        return ExitCode.OK;
    }
}
