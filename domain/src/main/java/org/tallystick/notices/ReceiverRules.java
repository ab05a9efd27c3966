package org.tallystick.notices;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Which receivers may be called: a platform that calls every address it is given would be a way into the network it stands in
 * (THREATS.md E1).
 */
public final class ReceiverRules {
    private static final int LONGEST = 500;

    private ReceiverRules() {}

    /**
     * The address as it is called.
     *
     * @param plain whether http is allowed as well; for trials
     * @throws Problem member-invalid, {@code url}
     */
    public static URI address(String typed, boolean plain) {
        URI uri;
        try {
            uri = new URI(typed.strip());
        } catch (URISyntaxException e) {
            throw wrong("must be an address such as https://shop.example/hooks");
        }
        boolean scheme = "https".equals(uri.getScheme()) || plain && "http".equals(uri.getScheme());
        if (!scheme || uri.getHost() == null || uri.toString().length() > LONGEST) {
            throw wrong("must be an https address of at most 500 characters");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw wrong("must not hold a user, a password or a fragment");
        }
        return uri;
    }

    /** Whether everybody reaches the same machine by this address: neither private, nor of this machine, nor reserved. */
    public static boolean isPublic(InetAddress address) {
        byte[] b = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(b[0] & 0xff, b[1] & 0xff, b[2] & 0xff) : isPublic6(b);
    }

    /** The special-purpose ranges of RFC 6890 and its successors are refused. */
    private static boolean isPublic4(int a, int b, int c) {
        boolean home = a == 10 || a == 172 && b >= 16 && b <= 31 || a == 192 && b == 168;
        boolean machine = a == 0 || a == 127 || a == 169 && b == 254;
        boolean shared = a == 100 && b >= 64 && b <= 127;
        boolean reserved = a == 192 && b == 0 && (c == 0 || c == 2) || a == 192 && b == 88 && c == 99 || a >= 224;
        boolean example = a == 198 && (b == 18 || b == 19 || b == 51 && c == 100) || a == 203 && b == 0 && c == 113;
        return !(home || machine || shared || reserved || example);
    }

    /** Only global unicast, 2000::/3, without 6to4, Teredo and its neighbours, and documentation. */
    private static boolean isPublic6(byte[] b) {
        int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
        int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
        boolean global = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2002 || first == 0x2001 && (second < 0x200 || second == 0xdb8);
        return global && !special;
    }

    private static Problem wrong(String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, "url", reason);
    }
}
