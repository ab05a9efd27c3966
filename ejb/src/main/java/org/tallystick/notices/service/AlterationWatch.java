package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerEntries;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerRemovals;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/**
 * Goes round through the stored receipts, some at each look, and compares each with its entry in the ledger: whoever changes one past the
 * product is found without anybody having opened it (THREATS.md F1). Where this server is on its round is kept in memory.
 */
@ApplicationScoped
class AlterationWatch {
    private static final byte[] UNREADABLE = new byte[0];

    private final Ledger ledger;
    private final LedgerEntries entries;
    private final LedgerRemovals removals;
    private final StoredReceiptRepository receipts;
    private final Notices notices;
    private final NoticeRepository repository;
    private final Settings settings;
    private final Map<Integer, Long> places = new HashMap<>();

    @Inject
    AlterationWatch(
            Ledger ledger,
            LedgerEntries entries,
            LedgerRemovals removals,
            StoredReceiptRepository receipts,
            Notices notices,
            NoticeRepository repository,
            Settings settings) {
        this.ledger = ledger;
        this.entries = entries;
        this.removals = removals;
        this.receipts = receipts;
        this.notices = notices;
        this.repository = repository;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AlterationWatch() {
        this(null, null, null, null, null, null, null);
    }

    /** Looks at the next ones of each log. One thread at a time: the caller holds the watch's turn. */
    void look() {
        Set<String> told = new HashSet<>(repository.open(NoticeKind.RECEIPT_ALTERED));
        for (LedgerLog log : ledger.logs()) {
            long place = places.getOrDefault(log.id(), -1L);
            List<StoredReceipt> some =
                    receipts.behind(log.id(), place, settings.integer("tallystick.notices.scrub-rows"));
            List<StoredReceipt> altered = altered(log, some);
            // Of a log that is removed, receipts and entries may have gone in order since they were read.
            if (altered.isEmpty() || removals.proved(log).isEmpty()) {
                for (StoredReceipt receipt : altered) {
                    notices.tell(telling(receipt, log));
                    told.remove(subject(receipt));
                }
                some.stream()
                        .map(AlterationWatch::subject)
                        .filter(told::contains)
                        .forEach(notices::settled);
            }
            places.put(
                    log.id(), some.isEmpty() ? -1L : some.get(some.size() - 1).index());
        }
    }

    private List<StoredReceipt> altered(LedgerLog log, List<StoredReceipt> some) {
        Map<Long, byte[]> digests = new HashMap<>();
        some.forEach(receipt -> digests.put(receipt.index(), digest(receipt)));
        Set<Long> unlike = entries.unlike(log.id(), digests);
        List<StoredReceipt> altered = new ArrayList<>(some);
        altered.removeIf(receipt -> !unlike.contains(receipt.index()));
        return altered;
    }

    /** The seal covers bill and statement, and the statement names the terminal's signature. */
    private static byte[] digest(StoredReceipt stored) {
        try {
            Receipt receipt = Receipt.parse(stored.stored());
            return receipt.sealCoversTerminal() ? receipt.digest() : UNREADABLE;
        } catch (Problem | IllegalArgumentException e) {
            return UNREADABLE;
        }
    }

    private Telling telling(StoredReceipt receipt, LedgerLog log) {
        Set<Audience> all = new HashSet<>(Set.of(
                Audience.merchant(receipt.merchantNo()), Audience.institution(log.acquirer()), Audience.OPERATOR));
        notices.regulatorsOf(receipt.merchantNo()).ifPresent(all::add);
        return new Telling(
                NoticeKind.RECEIPT_ALTERED,
                subject(receipt),
                receipt.merchantNo(),
                all,
                Map.of(NoticeFacts.RECEIPT, receipt.number(), NoticeFacts.TERMINAL, receipt.terminalNo()));
    }

    private static String subject(StoredReceipt receipt) {
        return "receipt/" + receipt.number();
    }
}
