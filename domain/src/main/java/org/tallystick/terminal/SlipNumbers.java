package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.FeatureCode;

/**
 * The numbers that a slip carries beside the bill's own counter.
 *
 * @param traceNo 6 digits, 凭证号
 * @param batchNo 6 digits, 批次号
 * @param referenceNo 12 digits, 参考号
 * @param authCode 6 digits, 授权码
 * @param settlementDate MMDD, 清算日期
 */
public record SlipNumbers(String traceNo, String batchNo, String referenceNo, String authCode, String settlementDate) {
    private static final DateTimeFormatter BATCH = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final DateTimeFormatter SETTLEMENT = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);
    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern("yyDDDHH", Locale.ROOT);
    private static final int LARGEST_TRACE = 999_999;

    /**
     * The numbers as a host would give them: one batch a day, the reference number made of year, day, hour and trace
     * number as ISO 8583 field 37 usually is. The same arguments give the same numbers.
     *
     * @param trace any number ≥ 1; it wraps at 999,999
     * @param seed decides the authorisation code
     */
    public static SlipNumbers of(long trace, String seed, LocalDateTime local) {
        String traceNo = sixDigits((trace - 1) % LARGEST_TRACE + 1);
        BigInteger drawn = new BigInteger(1, Sha256.of(("authorisation " + seed).getBytes(UTF_8)));
        return new SlipNumbers(
                traceNo,
                local.format(BATCH),
                local.format(REFERENCE).substring(1) + traceNo,
                sixDigits(drawn.mod(BigInteger.valueOf(1_000_000)).longValue()),
                local.format(SETTLEMENT));
    }

    /** The feature code of this sale; WORKFLOWS.md 2.2. */
    public String featureCode() {
        return FeatureCode.online(settlementDate, referenceNo);
    }

    private static String sixDigits(long number) {
        return "%06d".formatted(number);
    }
}
