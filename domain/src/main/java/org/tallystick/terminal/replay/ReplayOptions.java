package org.tallystick.terminal.replay;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.OptionalInt;

/**
 * How to replay a file.
 *
 * @param report where to write what became of each invoice
 * @param currency of invoices that name none
 * @param zone of times without offset
 * @param limit bills to issue at most in this run
 * @param rate bills a second, each sent before the next is issued; none: as fast as it goes, in batches
 * @param patience how long to go on without anything getting through
 */
public record ReplayOptions(
        Path report,
        Charset charset,
        Currency currency,
        ZoneId zone,
        OptionalInt limit,
        OptionalInt rate,
        Duration patience) {}
