package org.tallystick.signing.service;

import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** No log was removed, or receipts of which only the codes of their links matter. */
final class NothingRemoved extends RemovedReceiptRepository {
    final Map<String, BillKey> holders = new HashMap<>();

    @Override
    boolean any(Connection connection) {
        return !holders.isEmpty();
    }

    @Override
    Optional<BillKey> holderOfCode(Connection connection, String code) {
        return Optional.ofNullable(holders.get(code));
    }
}
