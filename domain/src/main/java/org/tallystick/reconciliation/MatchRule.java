package org.tallystick.reconciliation;

import java.util.Set;

/**
 * A rule by which a row finds its receipt; rows of {@code settlement_rule}. Rules are tried in their order, each over all rows.
 *
 * @param fields what must agree: REFERENCE, TRACE (with the terminal), BATCH, AMOUNT (with the currency)
 * @param days how far the days of sale may lie apart
 * @param certain whether a second row that agrees like this is a second payment of the same receipt
 */
public record MatchRule(String id, int version, Set<String> fields, int days, boolean certain) {
    public boolean asks(String field) {
        return fields.contains(field);
    }
}
