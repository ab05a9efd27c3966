package org.tallystick.shared;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses the platform may call by itself: calling any that it is given would be a way into its own network (THREATS.md E1). */
public final class PublicAddress {
    private PublicAddress() {}

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
}
