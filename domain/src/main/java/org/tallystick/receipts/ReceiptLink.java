package org.tallystick.receipts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link of a receipt as people bring it: a whole address, its last part, or the code alone. */
public final class ReceiptLink {
    private static final int LONGEST = 500;
    private static final Pattern FORM = Pattern.compile("(?:.*/r/)?([A-Za-z0-9_-]{22})(?:[/.?#].*)?");

    private ReceiptLink() {}

    /** @return the 22 characters of the code; empty if there are none where they belong */
    public static Optional<String> code(String typed) {
        String link = typed.strip();
        Matcher matcher = FORM.matcher(link);
        return link.length() <= LONGEST && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
