package org.tallystick.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Up to 256 consecutive entries in one file: each a length of two bytes, big-endian, then that many bytes. */
public final class EntryBundle {
    /** Bytes of the longest entry. */
    public static final int MAX_ENTRY = 0xffff;

    private static final int LENGTH = 2;

    private EntryBundle() {}

    /** @throws LedgerFormatException if an entry is longer than {@link #MAX_ENTRY} */
    public static byte[] encode(Collection<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new LedgerFormatException("An entry must not be longer than 65,535 bytes");
            }
            out.write(entry.length >> Byte.SIZE);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /** @throws LedgerFormatException unless these bytes are exactly so many entries, with nothing after the last */
    public static List<byte[]> parse(byte[] bundle, int width) {
        List<byte[]> entries = complete(bundle, width);
        if (entries.size() < width) {
            throw new LedgerFormatException("The bundle ends inside its entry " + entries.size());
        }
        if (length(entries) < bundle.length) {
            throw new LedgerFormatException("The bundle has bytes after its last entry");
        }
        return entries;
    }

    /** @return the entries that are wholly there, at most {@code width} */
    static List<byte[]> complete(byte[] bundle, int width) {
        List<byte[]> entries = new ArrayList<>(width);
        int at = 0;
        while (entries.size() < width && bundle.length - at >= LENGTH) {
            int length = (bundle[at] & 0xff) << Byte.SIZE | bundle[at + 1] & 0xff;
            at += LENGTH;
            if (bundle.length - at < length) {
                break;
            }
            entries.add(Arrays.copyOfRange(bundle, at, at + length));
            at += length;
        }
        return entries;
    }

    /** @return bytes that these entries take in a bundle */
    static int length(List<byte[]> entries) {
        return entries.stream().mapToInt(entry -> LENGTH + entry.length).sum();
    }
}
