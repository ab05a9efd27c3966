package org.tallystick.cli;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import org.tallystick.terminal.Shop;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the platform cannot know of the shop in which a terminal stands. */
final class ShopOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    /** @throws ParameterException if the currency is none */
    Shop shop() {
        return new Shop(merchantName, city.orElseGet(this::cityOfZone), mcc, currency(), zone);
    }

    private String cityOfZone() {
        String id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--currency is a code of ISO 4217, such as CNY.");
        }
    }
}
