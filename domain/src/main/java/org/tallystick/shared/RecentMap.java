package org.tallystick.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of bounded size: what was neither put nor asked for longest is forgotten first. Not thread-safe: a look changes it too. */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries that are kept */
    public RecentMap(int most) {
        super(64, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
