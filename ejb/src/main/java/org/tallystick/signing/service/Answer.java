package org.tallystick.signing.service;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.signing.ReceiptStatus;

/**
 * What a terminal is told about a stored bill (API.md "Signing").
 *
 * @param httpStatus 201 for a receipt stored just now, 200 for one stored before
 * @param stored the stored receipt bytes
 */
public record Answer(
        int httpStatus,
        ReceiptStatus status,
        Optional<String> cause,
        String number,
        byte[] stored,
        LedgerPosition position,
        String url,
        Collection<String> findings) {
    static final int CREATED = 201;

    /** The JSON members of the answer, in the order of API.md. */
    public Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status.name());
        members.put("cause", cause.orElse(null));
        members.put("number", number);
        members.put("receipt", stored);
        members.put("log", position.log().origin());
        members.put("index", position.index());
        members.put("proof", position.proof());
        members.put("url", url);
        members.put("findings", findings.stream().map(Answer::finding).toList());
        return members;
    }

    private static Map<String, Object> finding(String code) {
        return Map.of("code", code, "text", Finding.valueOf(code).text());
    }

    static List<String> codes(Collection<Finding> findings) {
        return findings.stream().map(Finding::name).toList();
    }
}
