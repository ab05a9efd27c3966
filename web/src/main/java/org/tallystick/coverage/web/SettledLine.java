package org.tallystick.coverage.web;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.coverage.SettledSlip;

/**
 * What a settlement says of a case's sale.
 *
 * @param file number of the settlement file
 * @param link its page; empty for those who may not open it
 * @param facts day, batch, trace and reference number, as far as the file says
 */
public record SettledLine(String file, String link, String facts) {
    static SettledLine of(SettledSlip slip, boolean mayOpen) {
        String facts = Stream.of(slip.soldOn().toString(), pair(slip.batchNo(), slip.traceNo()), slip.referenceNo())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
        return new SettledLine(slip.file(), mayOpen ? "/institution/settlements/" + slip.file() : "", facts);
    }

    private static String pair(String batchNo, String traceNo) {
        return batchNo.isEmpty() || traceNo.isEmpty() ? batchNo + traceNo : batchNo + "/" + traceNo;
    }
}
