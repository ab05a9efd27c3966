package org.tallystick.shared;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found about bytes, for findings that follow from the bytes alone and are dear to make. Bounded: what was not asked
 * for longest is forgotten first. For all threads; two that ask at once for something new may both look.
 *
 * @param <V> what is found; never null
 */
public final class FoundBefore<V> {
    private final Map<ByteBuffer, V> found;

    /**
     * Finds something out.
     *
     * @param <E> what it throws when it cannot
     */
    @FunctionalInterface
    public interface Finder<V, E extends Exception> {
        V find() throws E;
    }

    /** @param most findings that are remembered; each takes some 150 bytes and itself */
    public FoundBefore(int most) {
        this.found = new RecentMap<>(most);
    }

    /**
     * What was found about these bytes, now or before.
     *
     * @param <E> what the finder throws
     * @param finder asked for what is new; what it throws is not remembered
     * @param parts in this order
     */
    public <E extends Exception> V about(Finder<V, E> finder, byte[]... parts) throws E {
        ByteBuffer key = key(parts);
        V before = known(key);
        if (before != null) {
            return before;
        }
        V now = finder.find();
        synchronized (found) {
            found.put(key, now);
        }
        return now;
    }

    private @Nullable V known(ByteBuffer key) {
        synchronized (found) {
            return found.get(key);
        }
    }

    /** A digest of the parts and of where each ends. */
    private static ByteBuffer key(byte[]... parts) {
        MessageDigest digest = Sha256.inPieces();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            digest.update(part);
        }
        return ByteBuffer.wrap(digest.digest());
    }
}
