package org.tallystick.terminal;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignatureRequirement;

/** The sales slip as text, in both languages and in the usual order (WORKFLOWS.md 2.5), with the receipt's link. */
public final class Slip {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final String RULE = "-".repeat(44);
    private static final Map<BillType, String> TYPES = Map.of(
            BillType.SALE, "消费 SALE",
            BillType.VOID, "消费撤销 VOID",
            BillType.REFUND, "退货 REFUND",
            BillType.PREAUTH, "预授权 PRE-AUTHORISATION",
            BillType.PREAUTH_VOID, "预授权撤销 PRE-AUTHORISATION VOID",
            BillType.COMPLETION, "预授权完成 COMPLETION",
            BillType.COMPLETION_VOID, "预授权完成撤销 COMPLETION VOID",
            BillType.RECOVERY, "RECOVERY");
    private static final Map<EntryMode, String> MODES = Map.of(
            EntryMode.SWIPE, "S",
            EntryMode.INSERT, "I",
            EntryMode.TAP, "C",
            EntryMode.MANUAL, "M",
            EntryMode.SCAN, "Q",
            EntryMode.NONE, "-");
    private static final Map<SignatureRequirement, String> NO_SIGNATURE = Map.of(
            SignatureRequirement.NOT_REQUIRED_SMALL_AMOUNT, "交易金额未超限额,免签名 No signature below the limit",
            SignatureRequirement.NOT_REQUIRED_CDCVM, "移动设备已验证用户,免密免签 Verified by the cardholder's device",
            SignatureRequirement.NOT_REQUIRED_QR, "扫码交易免签名 No signature for code payments",
            SignatureRequirement.NOT_REQUIRED_ECASH, "电子现金无需签名 No signature for e-cash");

    /** What a terminal says of itself when it must not sign. */
    private static final Map<Cause, String> TROUBLES = Map.of(
            Cause.SIGNING_UNIT_FAILED, "签名单元故障 The signing unit has failed.",
            Cause.CERT_MISSING, "缺少终端证书 The terminal's certificate is missing.",
            Cause.CERT_KEY_MISMATCH, "密钥与证书不符 Key and certificate do not belong together.",
            Cause.CERT_WEAK_ALG, "密钥算法过弱 The key's algorithm is too weak.");

    private final StringBuilder text = new StringBuilder();

    private Slip() {}

    /** @param state as far as it is known when the slip is printed */
    public static String text(IssuedBill issued, BillState state) {
        Slip slip = new Slip();
        slip.print("              POS 签购单 SALES SLIP");
        slip.parties(issued.bill());
        slip.numbers(issued.bill());
        slip.money(issued.bill());
        slip.signature(issued.bill());
        slip.receipt(issued, state);
        return slip.text.toString();
    }

    private void parties(Bill bill) {
        field("商户名称 MERCHANT", bill.merchantName());
        field("商户编号 MERCHANT NO", Optional.of(bill.merchantNo()));
        field("终端编号 TERMINAL NO", Optional.of(bill.terminalNo()));
        field("操作员号 OPERATOR", bill.operator());
        field("收单机构 ACQUIRER", Optional.of(bill.acquirer()));
        bill.card().ifPresent(card -> {
            field("发卡行 ISSUER", card.issuer());
            field("卡号 CARD NO", Optional.of(card.masked() + " /" + MODES.get(bill.entryMode())));
            field("卡组织 SCHEME", card.scheme());
        });
    }

    private void numbers(Bill bill) {
        field("交易类别 TYPE", Optional.ofNullable(TYPES.get(bill.type())));
        field("批次号 BATCH NO", Optional.of(bill.batchNo()));
        field("凭证号 TRACE NO", Optional.of(bill.traceNo()));
        field("授权码 AUTH CODE", bill.authCode());
        field("参考号 REFERENCE NO", bill.referenceNo());
        field("日期时间 DATE/TIME", Optional.of(bill.time().format(TIME)));
    }

    private void money(Bill bill) {
        field("金额 AMOUNT", Optional.of(bill.money().format(Locale.ENGLISH)));
        field("小费 TIP", bill.tip().map(tip -> new Money(tip, bill.money().currency()).format(Locale.ENGLISH)));
        bill.original().ifPresent(original -> field("原交易 ORIGINAL", Optional.of(describe(original))));
    }

    private static String describe(Bill.Original original) {
        return original.counter()
                .map(counter -> "%s.%d.%d"
                        .formatted(
                                original.terminalNo().orElse(""),
                                original.series().orElse(0L),
                                counter))
                .orElse(String.join(" ", original.slipNumbers().values()));
    }

    private void signature(Bill bill) {
        bill.cardholderSignature().ifPresent(signature -> {
            print(RULE);
            String reason = NO_SIGNATURE.get(signature.requirement());
            if (reason != null) {
                print(reason);
                return;
            }
            field("特征码 FEATURE CODE", signature.featureCode());
            print("持卡人签名 CARDHOLDER SIGNATURE");
            print("");
            print("本人确认以上交易,同意将其记入本卡账户");
        });
    }

    private void receipt(IssuedBill issued, BillState state) {
        print(RULE);
        field("序号 COUNTER", Optional.of("%d.%d".formatted(issued.bill().series(), issued.counter())));
        state.receipt().ifPresent(place -> {
            field("票据号 RECEIPT NO", Optional.of(ReceiptNumber.grouped(place.number())));
            field("账本位置 LEDGER INDEX", Optional.of(Long.toString(place.index())));
        });
        notes(issued, state).forEach(this::print);
        print(issued.link());
    }

    private static List<String> notes(IssuedBill issued, BillState state) {
        boolean unsigned = !issued.signed()
                || state.receipt()
                        .filter(r -> r.status() == ReceiptStatus.UNSIGNED)
                        .isPresent();
        Optional<String> missing = unsigned
                ? Optional.of("缺少终端签名,已记录原因 The terminal's signature is missing; the cause is recorded.")
                : Optional.empty();
        Optional<String> delivery =
                switch (state.kind()) {
                    case DELIVERED -> Optional.empty();
                    case WAITING ->
                        Optional.of("尚未上送,将自动补传,请勿重复付款 Not confirmed yet, sent again by itself. Do not pay again.");
                    case PARKED, LOST ->
                        Optional.of("平台未接受,已留存待查,请勿重复付款 Not accepted, kept for inquiry. Do not pay again.");
                };
        Optional<String> trouble = issued.unsignedFor().map(TROUBLES::get);
        Optional<String> remedy = trouble.map(any -> "修复后补签同一票据,请勿重复付款 Signed later, once mended. Do not pay again.");
        return Stream.of(missing, trouble, remedy, delivery)
                .flatMap(Optional::stream)
                .toList();
    }

    private void field(String label, Optional<String> value) {
        value.ifPresent(shown -> print(label + "  " + shown));
    }

    private void print(String line) {
        text.append(line).append('\n');
    }
}
