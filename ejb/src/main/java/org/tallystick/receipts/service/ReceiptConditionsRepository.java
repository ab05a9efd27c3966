package org.tallystick.receipts.service;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.access.Viewer;
import org.tallystick.ledger.service.KeptLogs;
import org.tallystick.receipts.ReceiptCursor;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.receipts.SoughtText;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The conditions of one query over {@code receipt r}, with their parameters: what the viewer may see comes first, always. */
final class ReceiptConditionsRepository {
    private static final String VOIDS = "'VOID', 'PREAUTH_VOID', 'COMPLETION_VOID'";
    private static final String REFUNDS = "'REFUND'";

    /** Whether a later receipt of the same merchant takes this one back: for the rows of a page. */
    private static final String TAKEN_BACK = "EXISTS (SELECT 1 FROM receipt o WHERE o.original_terminal = r.terminal_no"
            + " AND o.original_series = r.series AND o.original_counter = r.counter AND o.active"
            + " AND o.merchant_no = r.merchant_no AND o.bill_type IN (%s))";

    /** The same for a search, which begins with the few receipts that take others back. */
    private static final String AMONG_TAKEN_BACK = "(r.merchant_no, r.terminal_no, r.series, r.counter) IN (SELECT"
            + " o.merchant_no, o.original_terminal, o.original_series, o.original_counter FROM receipt o WHERE o.active"
            + " AND o.original_counter IS NOT NULL AND o.bill_type IN (%s))";

    private static final int LONGEST_REFERENCE = 12;
    private static final int AUTHORISATION = 6;
    private static final int TERMINAL = 8;
    private static final int CARD_DIGITS = 4;

    /** A receipt of a removed log is not shown any more, however long deleting it takes. */
    static final String KEPT = KeptLogs.keep("r");

    static final String VOIDED = TAKEN_BACK.formatted(VOIDS);
    static final String REFUNDED = TAKEN_BACK.formatted(REFUNDS);

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private ReceiptConditionsRepository() {}

    /** @throws Problem forbidden for roles that see no receipts */
    static ReceiptConditionsRepository of(Viewer viewer, ReceiptFilter filter) {
        ReceiptConditionsRepository all = new ReceiptConditionsRepository();
        all.scope(viewer);
        all.add("r.active");
        filter.from().ifPresent(t -> all.add("r.sale_time >= ?", t.toEpochMilli()));
        filter.until().ifPresent(t -> all.add("r.sale_time < ?", t.toEpochMilli()));
        filter.merchant().ifPresent(no -> all.add("r.merchant_no = ?", no));
        filter.terminal().ifPresent(no -> all.add("r.terminal_no = ?", no));
        filter.type().ifPresent(type -> all.add("r.bill_type = ?", type.name()));
        filter.least().ifPresent(amount -> all.add("r.amount >= ?", amount));
        filter.most().ifPresent(amount -> all.add("r.amount <= ?", amount));
        filter.state().ifPresent(all::state);
        if (!filter.text().isBlank()) {
            all.text(SoughtText.of(filter.text()));
        }
        return all;
    }

    /** The same while a removed log is being deleted, which few databases ever see: the indexes know nothing of logs. */
    ReceiptConditionsRepository keptOnly() {
        add(KEPT);
        return this;
    }

    /** Whether a removed log's receipts are still being deleted. */
    static boolean isDeleting(EntityManager em) {
        return !em.createNativeQuery(KeptLogs.DELETING)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** One receipt, also one that a later one replaced. */
    static ReceiptConditionsRepository of(Viewer viewer, String number) {
        ReceiptConditionsRepository all = new ReceiptConditionsRepository();
        all.scope(viewer);
        all.add("r.number = ?", number);
        return all;
    }

    private void scope(Viewer viewer) {
        switch (viewer.role()) {
            case MERCHANT_OWNER, MERCHANT_STAFF -> add("r.merchant_no = ?", viewer.merchantNo());
            case INSTITUTION_OFFICER -> add("r.acquirer = ?", viewer.scope().orElseThrow());
            case REGULATOR ->
                viewer.scope()
                        .ifPresent(region -> add(
                                "r.merchant_no IN (SELECT m.merchant_no FROM merchant m WHERE m.region = ?)", region));
            case OPERATOR, CONSUMER -> throw new Problem(ProblemType.FORBIDDEN, "Your role does not allow this.");
        }
    }

    private void state(ReceiptState state) {
        switch (state) {
            // A constant of ours and no parameter: the index of those that are UNSIGNED is for nothing else.
            case SIGNED, UNSIGNED -> add("r.status = '" + state.name() + "'");
            case LACKING -> lacks("'OPEN'");
            case REMEDIED -> lacks("'REMEDIED'");
            case SETTLED -> lacks("'EXPLAINED', 'GIVEN_UP'");
            case VOIDED -> add(AMONG_TAKEN_BACK.formatted(VOIDS));
            case REFUNDED -> add(AMONG_TAKEN_BACK.formatted(REFUNDS));
        }
    }

    private void lacks(String states) {
        add("(r.merchant_no, r.number) IN (SELECT l.merchant_no, l.number FROM receipt_lack l WHERE l.state IN ("
                + states + "))");
    }

    private void text(SoughtText text) {
        Optional<String> number = text.number();
        if (number.isPresent()) {
            add("r.number = ?", number.get());
            return;
        }
        Optional<byte[]> digest = text.digest();
        if (digest.isPresent()) {
            add("r.digest = ?", digest.get());
            return;
        }
        fact(text);
    }

    /** Only in the columns that can hold what was typed: a reference number is then found by its index. */
    private void fact(SoughtText text) {
        String plain = text.plain();
        Map<String, Object> columns = new LinkedHashMap<>();
        if (plain.length() <= LONGEST_REFERENCE) {
            columns.put("r.reference_no = ?", plain);
        }
        if (plain.length() == AUTHORISATION) {
            columns.put("r.auth_code = ?", plain);
        }
        if (plain.length() == TERMINAL) {
            columns.put("r.terminal_no = ?", plain);
        }
        if (plain.length() == CARD_DIGITS) {
            columns.put("r.card_last4 = ?", plain);
        }
        text.trace().ifPresent(trace -> columns.put("r.trace_no = ?", trace));
        text.amount().ifPresent(amount -> columns.put("r.amount = ?", amount));
        if (columns.isEmpty()) {
            add("1 = 0");
        } else {
            add(
                    columns.keySet().stream().collect(Collectors.joining(" OR ", "(", ")")),
                    columns.values().toArray());
        }
    }

    /** @param ascending how the rows are read, which is against the list's order when going back */
    void place(ReceiptCursor cursor, ReceiptOrder order, boolean ascending) {
        String key = key(order);
        String than = ascending ? " > " : " < ";
        add("(" + key + ", r.number)" + than + "(?, ?)", cursor.key(), cursor.number());
    }

    static String orderBy(ReceiptOrder order, boolean ascending) {
        String direction = ascending ? "" : " DESC";
        return " ORDER BY " + key(order) + direction + ", r.number" + direction;
    }

    private static String key(ReceiptOrder order) {
        return order.isByTime() ? "r.sale_time" : "r.amount";
    }

    private void add(String condition, Object... values) {
        StringBuilder numbered = new StringBuilder();
        int next = 0;
        for (char c : condition.toCharArray()) {
            numbered.append(c);
            if (c == '?') {
                parameters.add(values[next++]);
                numbered.append(parameters.size());
            }
        }
        conditions.add(numbered.toString());
    }

    /** Ends a query. */
    String where() {
        return conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
    }

    List<Object> parameters() {
        return parameters;
    }
}
