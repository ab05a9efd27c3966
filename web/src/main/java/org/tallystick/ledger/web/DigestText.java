package org.tallystick.ledger.web;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.shared.Base64Url;

/** A digest as people have it: 64 hexadecimal digits, or base64 in either alphabet. */
public final class DigestText {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_+/-]{43}=?");

    private DigestText() {}

    /** @return 32 bytes; empty if it is no digest */
    public static Optional<byte[]> parse(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(HexFormat.of().parseHex(text));
        }
        if (!BASE64.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Base64Url.decode(text.substring(0, 43).replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
