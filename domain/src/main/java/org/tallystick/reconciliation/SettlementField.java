package org.tallystick.reconciliation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a settlement file may say, with the header names that are understood. Other columns are left out. */
public enum SettlementField {
    MERCHANT("商户号", "商户编号", "商户代码", "Merchant no", "Merchant number", "Merchant ID", "MID"),
    TERMINAL("终端号", "终端编号", "Terminal no", "Terminal number", "Terminal ID", "TID"),
    BATCH("批次号", "批次", "Batch no", "Batch number", "Batch"),
    TRACE("凭证号", "终端流水号", "流水号", "Trace no", "Trace number", "Trace", "STAN", "Voucher no"),
    REFERENCE("参考号", "检索参考号", "系统参考号", "Reference no", "Reference number", "Reference", "RRN"),
    CARD("卡号", "卡号后四位", "Card no", "Card number", "Card", "PAN", "Last four digits"),
    TYPE("交易类型", "交易类别", "Type", "Transaction type"),
    AMOUNT("交易金额", "金额", "交易金额(元)", "金额(元)", "Amount", "Transaction amount"),
    /** An amount in whole minor units. */
    MINOR_AMOUNT("交易金额(分)", "金额(分)", "Amount minor", "Amount in cents", "Amount in minor units"),
    CURRENCY("币种", "货币", "Currency", "Ccy"),
    DATE("交易日期", "交易日期时间", "日期", "Date", "Transaction date", "Sale date", "Date and time"),
    TIME("交易时间", "时间", "Time", "Transaction time"),
    SETTLED_ON("清算日期", "结算日期", "Settlement date");

    private final List<String> names;

    SettlementField(String... names) {
        this.names = List.of(names);
    }

    /** Header names, as they are documented; spaces, hyphens, brackets and capitals make no difference. */
    public List<String> names() {
        return names;
    }

    /** The field that a header's cell names. */
    public static Optional<SettlementField> named(String header) {
        String plain = plain(header);
        return Arrays.stream(values())
                .filter(field ->
                        field.names.stream().anyMatch(name -> plain(name).equals(plain)))
                .findFirst();
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s()\\[\\]_./:\"'-]+", "");
    }
}
