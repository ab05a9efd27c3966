package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;

/** Whether what is stored elsewhere is still what its entry in the ledger stands for. */
@ApplicationScoped
@PermitAll
public class LedgerEntries {
    private final LogRepository repository;

    @Inject
    LedgerEntries(LogRepository repository) {
        this.repository = repository;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerEntries() {
        this(null);
    }

    /**
     * Compares objects with their entries; indexes that lie close together cost one query.
     *
     * @param digests of the objects as they are now, by index in the log
     * @return indexes whose entry is missing, unreadable, or names another digest
     */
    public Set<Long> unlike(int logId, Map<Long, byte[]> digests) {
        Set<Long> unlike = new TreeSet<>(digests.keySet());
        if (unlike.isEmpty()) {
            return unlike;
        }
        long from = unlike.iterator().next();
        long to = digests.keySet().stream().mapToLong(Long::longValue).max().orElse(from) + 1;
        List<LogRepository.StoredEntry> entries = repository.entries(logId, from, to);
        for (LogRepository.StoredEntry entry : entries) {
            byte[] digest = digests.get(entry.index());
            if (digest != null && names(entry.bytes(), digest)) {
                unlike.remove(entry.index());
            }
        }
        return unlike;
    }

    private static boolean names(byte[] entry, byte[] digest) {
        try {
            return MessageDigest.isEqual(LedgerEntry.parse(entry).digest(), digest);
        } catch (LedgerFormatException e) {
            return false;
        }
    }
}
