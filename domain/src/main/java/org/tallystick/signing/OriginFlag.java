package org.tallystick.signing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Why it looks as if the shop itself may have signed (THREATS.md P4). A flag refuses nothing: somebody of the institution looks. */
public enum OriginFlag {
    /** The network is one from which somebody of the merchant has signed in to the portal. */
    NETWORK,
    /** The browser is one in which somebody of the merchant has signed in. */
    DEVICE;

    /** Names with commas, as stored. */
    public static String text(Set<OriginFlag> flags) {
        return flags.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /** The reverse of {@link #text}. */
    public static Set<OriginFlag> parse(String text) {
        Set<OriginFlag> flags = EnumSet.noneOf(OriginFlag.class);
        Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(OriginFlag::valueOf)
                .forEach(flags::add);
        return flags;
    }
}
