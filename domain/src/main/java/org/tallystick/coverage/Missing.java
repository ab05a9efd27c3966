package org.tallystick.coverage;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a transaction lacks; the most serious first. */
public enum Missing {
    /** What is there contradicts itself. */
    INTEGRITY,
    /** The counter was used, and no bill came. */
    BILL,
    /** Money was settled, and no bill says for what. */
    SETTLEMENT,
    TERMINAL_SIGNATURE,
    CARDHOLDER_SIGNATURE;

    /** Names with commas, as stored. */
    public static String text(Set<Missing> missing) {
        return missing.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    /** The reverse of {@link #text}. */
    public static Set<Missing> parse(String text) {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        Arrays.stream(text.split(","))
                .filter(name -> !name.isEmpty())
                .map(Missing::valueOf)
                .forEach(missing::add);
        return missing;
    }
}
