package org.tallystick.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.terminal.Enrolment;
import org.tallystick.terminal.Shop;
import org.tallystick.terminal.TerminalProfile;
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

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Address of the platform, https.")
    private URI server;

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "PEM",
            description = "Certificates of the authorities to trust, and no others.")
    private Path ca;

    @Option(names = "--terminal", required = true, paramLabel = "NO", description = "Terminal number, 8 characters.")
    private String terminalNo;

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

    @Option(names = "--merchant", paramLabel = "NAME", description = "Name of the shop on slips.")
    private Optional<String> merchantName;

    @Option(names = "--city", paramLabel = "CITY", description = "City of the shop; by default that of the time zone.")
    private Optional<String> city;

    @Option(names = "--mcc", paramLabel = "MCC", description = "Merchant category code, 4 digits.")
    private Optional<String> mcc;

    @Option(
            names = "--currency",
            defaultValue = "CNY",
            paramLabel = "CUR",
            description = "What the shop sells in; CNY by default.")
    private String currency;

    @Option(
            names = "--zone",
            defaultValue = "Asia/Shanghai",
            paramLabel = "ZONE",
            description = "Time zone of the shop; Asia/Shanghai by default.")
    private ZoneId zone;

    EnrolCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SignatureAlgorithm alg = SignatureAlgorithm.ofJose(algorithm)
                .orElseThrow(() -> options.usage("--algorithm is ES256, EdDSA or SM2SM3."));
        Shop shop = new Shop(merchantName, city.orElseGet(this::cityOfZone), mcc, currency(), zone);
        Enrolment.Request request = new Enrolment.Request(server, authorities(), terminalNo, code, alg, shop);
        TerminalProfile profile = Enrolment.enrol(options.state(), request, clock);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", profile.terminalNo());
        members.put("merchantNo", profile.merchantNo());
        members.put("acquirer", profile.acquirer());
        members.put("series", profile.series());
        members.put("server", profile.server().toString());
        members.put("logs", profile.logs().stream().map(log -> log.key().vkey()).toList());
        options.print(
                members,
                ("Terminal %s of merchant %s is enrolled, series %d."
                                + "%nNext: tallystick terminal sell --state %s --amount 12.30")
                        .formatted(profile.terminalNo(), profile.merchantNo(), profile.series(), options.state()));
        return ExitCode.OK;
    }

    private String cityOfZone() {
        String id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw options.usage("--currency is a code of ISO 4217, such as CNY.");
        }
    }

    private byte[] authorities() {
        try {
            return Files.readAllBytes(ca);
        } catch (IOException e) {
            throw options.usage("The file given with --ca cannot be read.");
        }
    }
}
