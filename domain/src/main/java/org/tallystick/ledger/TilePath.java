package org.tallystick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Index and width as tlog-tiles writes them into a path: {@code x001/234} or {@code 273.p/112}. */
record TilePath(long index, int width) {
    private static final Pattern FORM = Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    static TilePath parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new LedgerFormatException("A tile path must end in groups of three digits and perhaps .p/WIDTH");
        }
        String width = matcher.group(2);
        TilePath path = new TilePath(
                Long.parseLong(matcher.group(1).replace("x", "").replace("/", "")),
                width == null ? TileCoordinate.FULL_WIDTH : Integer.parseInt(width));
        if (path.width < 1
                || path.width > TileCoordinate.FULL_WIDTH
                || !path.text().equals(text)) {
            throw new LedgerFormatException("A tile path must be in its shortest form, with a width below 256");
        }
        return path;
    }

    String text() {
        List<String> groups = new ArrayList<>();
        groups.add(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups.add(0, String.format("x%03d", rest % 1000));
        }
        return String.join("/", groups) + (width == TileCoordinate.FULL_WIDTH ? "" : ".p/" + width);
    }
}
