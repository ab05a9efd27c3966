package org.tallystick.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.terminal.SigningRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal csr}. */
@Command(
        name = "csr",
        description = {
            "Print a signing request (PKCS #10, PEM) for an authority other than the platform's own, such as a licensed CA."
                    + " The key is made in the state directory and never leaves it.",
            "",
            "The authority's certificate is then registered for the terminal by its institution, and taken over with"
                    + " 'terminal adopt'. The same command prints the same request again.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "64:the command was not understood"},
        footerHeading = "%nExample:%n",
        footer = "  tallystick terminal csr --state till-1 --terminal 10240017 > till-1.csr")
final class CsrCommand implements Callable<Integer> {
    @Mixin
    private TerminalOptions options;

    @Option(names = "--terminal", required = true, paramLabel = "NO", description = "Terminal number, 8 characters.")
    private String terminalNo;

    @Option(
            names = "--algorithm",
            defaultValue = "ES256",
            paramLabel = "ALG",
            description = "ES256 (default), EdDSA, or SM2SM3 (SM2 with SM3); the institution says which it takes.")
    private String algorithm;

    @Override
    public Integer call() {
        byte[] pem = SigningRequest.pem(options.state(), options.algorithm(algorithm), terminalNo);
        String text = new String(pem, StandardCharsets.US_ASCII);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", terminalNo);
        members.put("request", text);
        options.print(members, text);
        return ExitCode.OK;
    }
}
