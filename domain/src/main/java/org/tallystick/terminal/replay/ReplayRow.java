package org.tallystick.terminal.replay;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.terminal.BillState;
import org.tallystick.terminal.Sale;

/**
 * What became of one invoice, for the report.
 *
 * @param counter of its bill
 * @param isNew whether this run issued it
 */
record ReplayRow(String invoiceNo, Mapping mapping, OptionalLong counter, boolean isNew) {

    /** Outcomes as the report writes them: those of bills, and the three of invoices without one. */
    static final String LISTED = "LISTED";

    static final String LEFT = "LEFT";

    static ReplayRow billed(Invoice invoice, Mapping mapping, long counter, boolean isNew) {
        return new ReplayRow(invoice.number(), mapping, OptionalLong.of(counter), isNew);
    }

    static ReplayRow unbilled(String invoiceNo, Mapping mapping) {
        return new ReplayRow(invoiceNo, mapping, OptionalLong.empty(), false);
    }

    Optional<Sale> sale() {
        return mapping.sale();
    }

    String outcome(Optional<BillState> state) {
        return state.map(s -> s.kind().name()).orElse(mapping.refusal().isPresent() ? LISTED : LEFT);
    }

    String reason(Optional<BillState> state) {
        return mapping.refusal()
                .filter(refusal -> counter.isEmpty())
                .map(refusal -> refusal.text() + " (" + mapping.detail() + ")")
                .or(() -> state.flatMap(BillState::reason))
                .orElse(counter.isPresent() ? "" : "left for a later run (--limit)");
    }

    String remarks() {
        Set<Oddity> oddities = mapping.oddities();
        return oddities.stream().map(Oddity::text).collect(Collectors.joining("; "));
    }
}
