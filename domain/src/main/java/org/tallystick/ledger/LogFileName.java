package org.tallystick.ledger;

/** What files about a log are called. */
public final class LogFileName {
    private LogFileName() {}

    /** A name as part of a file's: letters, digits, dots and hyphens stay. */
    public static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /** The file with the seed of the log's own key. */
    public static String key(String origin) {
        return key(origin, ".seed");
    }

    /** The same of its other keys. @param kind what the name ends in */
    public static String key(String origin, String kind) {
        return "log-" + safe(origin) + kind;
    }
}
