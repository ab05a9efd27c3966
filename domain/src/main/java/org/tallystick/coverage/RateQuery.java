package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which receipts to count: local days of the sale, both included.
 *
 * @param region narrows it; so do the acquirer and the device
 * @param device what ran on the terminal on the day of the sale
 */
public record RateQuery(
        LocalDate from, LocalDate to, Optional<String> region, Optional<String> acquirer, Device device) {
    /** What rows are about. */
    public enum Dimension {
        INSTITUTION,
        REGION,
        /** Brand of the card. */
        BRAND,
        ENTRY_MODE,
        MERCHANT,
        TERMINAL,
        DEVICE_BRAND,
        DEVICE_MODEL,
        /** Version of the terminal's program. */
        FIRMWARE,
        DAY;

        /** Whether rows are about terminals as things. */
        public boolean isOfDevices() {
            return this == DEVICE_BRAND || this == DEVICE_MODEL || this == FIRMWARE;
        }
    }

    /** Terminals of a brand, a model, a version; an empty text stands for those that have not told. */
    public record Device(Optional<String> brand, Optional<String> model, Optional<String> firmware) {
        /** All terminals. */
        public static final Device ANY = new Device(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of the whole, for these days. */
    public static RateQuery of(LocalDate from, LocalDate to) {
        return new RateQuery(from, to, Optional.empty(), Optional.empty(), Device.ANY);
    }

    /** Whether it is about a part only. */
    public boolean isNarrowed() {
        return region.isPresent() || acquirer.isPresent() || !device.equals(Device.ANY);
    }

    /** The same of one row of a division; unchanged where rows of it cannot be looked into. */
    public RateQuery within(Dimension dimension, String key) {
        return switch (dimension) {
            case INSTITUTION -> new RateQuery(from, to, region, Optional.of(key), device);
            case REGION -> new RateQuery(from, to, Optional.of(key), acquirer, device);
            case DEVICE_BRAND -> of(new Device(Optional.of(key), device.model(), device.firmware()));
            case DEVICE_MODEL -> of(new Device(device.brand(), Optional.of(key), device.firmware()));
            case FIRMWARE -> of(new Device(device.brand(), device.model(), Optional.of(key)));
            case BRAND, ENTRY_MODE, MERCHANT, TERMINAL, DAY -> this;
        };
    }

    private RateQuery of(Device other) {
        return new RateQuery(from, to, region, acquirer, other);
    }
}
