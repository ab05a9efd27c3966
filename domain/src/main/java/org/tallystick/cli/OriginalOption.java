package org.tallystick.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.signing.Bill;
import org.tallystick.terminal.Terminal;

/** The three ways of naming the transaction that a refund or void is about. */
final class OriginalOption {
    private static final Pattern OWN = Pattern.compile("[1-9][0-9]{0,14}");
    private static final Pattern EXACT = Pattern.compile("([0-9A-Za-z]{8})\\.([1-9][0-9]{0,14})\\.([1-9][0-9]{0,14})");
    private static final Pattern SLIP = Pattern.compile("([A-Za-z]{1,32})=(\\S{1,64})");

    private OriginalOption() {}

    /** @param usage makes the exception for what cannot be understood */
    static Bill.Original parse(String text, Terminal terminal, Function<String, ? extends RuntimeException> usage) {
        if (OWN.matcher(text).matches()) {
            long counter = Long.parseLong(text);
            if (counter >= terminal.nextCounter()) {
                throw usage.apply("--original: this terminal has not issued bill %d.".formatted(counter));
            }
            return exact(terminal.profile().terminalNo(), terminal.profile().series(), counter);
        }
        Matcher exact = EXACT.matcher(text);
        if (exact.matches()) {
            return exact(exact.group(1), Long.parseLong(exact.group(2)), Long.parseLong(exact.group(3)));
        }
        Matcher slip = SLIP.matcher(text);
        if (slip.matches()) {
            return new Bill.Original(
                    Optional.empty(), Optional.empty(), Optional.empty(), Map.of(slip.group(1), slip.group(2)));
        }
        throw usage.apply(
                "--original is a counter, TERMINAL.SERIES.COUNTER, or a number of the slip as traceNo=000123.");
    }

    private static Bill.Original exact(String terminalNo, long series, long counter) {
        return new Bill.Original(Optional.of(terminalNo), Optional.of(series), Optional.of(counter), Map.of());
    }
}
