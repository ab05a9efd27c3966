package org.tallystick.reconciliation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a settlement file was read as. */
record Parsed(SettlementFormat format, List<SettledRow> rows, List<RowFault> faults) {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final String HEADER = "商户编号,终端编号,批次号,凭证号,参考号,交易类型,交易金额,交易日期,清算日期,卡号\n";
    static final String LINE =
            "898331054110027,20000001,000001,000007,000110047115,消费,12.30,2026-11-20,2026-11-21,621700******1234\n";

    static Parsed of(String text) throws IOException {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Parsed of(String text, Charset charset) throws IOException {
        return of(text.getBytes(charset));
    }

    static Parsed of(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("settlement", "");
        try {
            Files.write(file, bytes);
            List<SettledRow> rows = new ArrayList<>();
            List<RowFault> faults = new ArrayList<>();
            return new Parsed(SettlementReader.read(file, TODAY, new RowSink(rows::add, faults::add)), rows, faults);
        } finally {
            Files.delete(file);
        }
    }

    SettledRow only() {
        if (rows.size() != 1 || !faults.isEmpty()) {
            throw new AssertionError(rows + " " + faults);
        }
        return rows.get(0);
    }

    RowFault fault() {
        if (faults.size() != 1) {
            throw new AssertionError(rows + " " + faults);
        }
        return faults.get(0);
    }
}
