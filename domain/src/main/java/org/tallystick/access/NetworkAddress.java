package org.tallystick.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request came from, to be compared with where others came from.
 *
 * @param bytes 4 of IPv4, 16 of IPv6
 */
public record NetworkAddress(byte[] bytes) {
    private static final int IPV4 = 4;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Empty for anything but a literal address: no name is ever looked up. */
    public static Optional<NetworkAddress> of(String remote) {
        String literal = remote.replaceFirst("%.*", "");
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NetworkAddress(InetAddress.getByName(literal).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether both are behind one connection: the same IPv4 address, or one IPv6 network of 64 bits. */
    public boolean isSame(NetworkAddress other) {
        return agrees(other, bytes.length == IPV4 ? 32 : 64);
    }

    /** Whether both are close to one another: 24 bits of IPv4, 48 bits of IPv6. */
    public boolean isNear(NetworkAddress other) {
        return agrees(other, bytes.length == IPV4 ? 24 : 48);
    }

    private boolean agrees(NetworkAddress other, int bits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        for (int i = 0; i < bits / Byte.SIZE; i++) {
            if (bytes[i] != other.bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
