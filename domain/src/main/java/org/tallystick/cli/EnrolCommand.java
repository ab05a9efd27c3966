package org.tallystick.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.tallystick.terminal.Enrolment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal enrol}. */
@Command(
        name = "enrol",
        description = {
            "Make this directory a terminal: a key of its own, a certificate for the one-time code, and the platform's"
                    + " log keys, pinned from now on.",
            "",
            "Killed half-way, the same command goes on where it stopped. Done before, it changes nothing.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:enrolled",
            "1:refused: the code is wrong, used or expired",
            "2:not finished: the platform was not reachable; repeat the command",
            "64:the command was not understood"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  tallystick terminal enrol --server https://localhost:8443 --ca ca.pem --state till-1 \\",
            "      --terminal 10240017 --code 7K4D-9FXQ-2MRT-0VZA --merchant 'Lakeside Tea House'"
        })
final class EnrolCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Mixin
    private PlatformOptions platform;

    @Option(
            names = "--code",
            required = true,
            paramLabel = "CODE",
            defaultValue = "${env:TALLYSTICK_ENROLMENT_CODE}",
            description = "One-time code from the merchant's portal. Or in the environment: TALLYSTICK_ENROLMENT_CODE.")
    private String code;

    @Option(
            names = "--algorithm",
            defaultValue = "ES256",
            paramLabel = "ALG",
            description = "ES256 (default), EdDSA, or SM2SM3 (SM2 with SM3); the institution says which it takes.")
    private String algorithm;

    @Mixin
    private ShopOptions shop;

    EnrolCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Enrolment.Request request = platform.request(options, code, options.algorithm(algorithm), shop.shop());
        options.printEnrolled(Enrolment.enrol(options.state(), request, clock));
        return ExitCode.OK;
    }
}
