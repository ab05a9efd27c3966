package org.tallystick.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Small card sales of a terminal that was enrolled just now, each chained to the one before, as fast as they can be signed: for whoever
 * measures a platform. The signed text has 1.2 KB. Nothing is kept: no outbox, no slip, and no second look at what the key signed. Not
 * for sales that happened. Not thread-safe.
 */
public final class PresignedBills {
    private static final int CODE_BYTES = 16;
    private static final Map<String, Object> CARD =
            Map.of("masked", "622202******0011", "scheme", "UNIONPAY", "kind", "DEBIT", "issuer", "工商银行");
    private static final Map<String, Object> CHIP =
            Map.of("aid", "A000000333010101", "tc", "A1B2C3D4E5F60718", "tvr", "0000008000", "tsi", "E800");
    private static final Map<String, Object> SIGNATURE =
            Map.of("requirement", "NOT_REQUIRED_SMALL_AMOUNT", "status", "NOT_REQUIRED");
    private static final SplittableRandom SEEDS = new SplittableRandom(System.nanoTime());

    private final SignatureSuite suite;
    private final TerminalProfile profile;
    private final TerminalKey key;
    private final byte[] certificateDigest;
    private final Clock clock;
    private final SplittableRandom random;
    private long counter;
    private byte[] previous = new byte[0];

    private PresignedBills(StateDirectory state, SignatureSuite suite, Clock clock) {
        TerminalIdentity identity = TerminalIdentity.load(state, suite);
        this.suite = suite;
        this.profile = TerminalProfile.load(state);
        this.key = TerminalKey.load(state, suite);
        this.certificateDigest = Certificates.digest(identity.requireCertificate());
        this.clock = clock;
        synchronized (SEEDS) {
            this.random = SEEDS.split();
        }
    }

    /**
     * @param state directory of a terminal that has sold nothing yet
     * @throws TerminalException if it is none, or damaged
     */
    public static PresignedBills of(Path state, SignatureSuite suite, Clock clock) {
        return new PresignedBills(StateDirectory.existing(state), suite, clock);
    }

    public String terminalNo() {
        return profile.terminalNo();
    }

    /** The next bill, signed now. */
    public SignedBill next() {
        return next(clock.instant(), Map.of());
    }

    /**
     * The next bill as its terminal would have signed it then.
     *
     * @param changes members in place of its own, or beside them
     */
    public SignedBill next(Instant now, Map<String, ?> changes) {
        Map<String, Object> members = members(now);
        members.putAll(changes);
        byte[] payload = JsonWriter.write(members);
        previous = Sha256.of(payload);
        BillHeader header =
                new BillHeader(key.algorithm(), certificateDigest, now.getEpochSecond(), profile.audience());
        String payloadB64 = Base64Url.encode(payload);
        String protectedHeader = header.encode(Typ.BILL);
        byte[] input = new JwsEntry(protectedHeader, "").signingInput(payloadB64);
        byte[] signature = suite.sign(key.privateKey(), key.algorithm(), input);
        JwsEntry entry = new JwsEntry(protectedHeader, Base64Url.encode(signature));
        return new SignedBill(payload, payloadB64, Optional.of(entry), List.of(), Optional.empty());
    }

    /** In the order and with the members of a card sale over the chip (API.md, Bill). */
    private Map<String, Object> members(Instant now) {
        counter++;
        Map<String, Object> bill = new LinkedHashMap<>();
        bill.put("version", 1);
        bill.put("terminalNo", profile.terminalNo());
        bill.put("merchantNo", profile.merchantNo());
        bill.put("acquirer", profile.acquirer());
        bill.put("series", profile.series());
        bill.put("counter", counter);
        bill.put("previous", counter == 1 ? Optional.empty() : Base64Url.encode(previous));
        bill.put("code", Base64Url.encode(code()));
        bill.put("type", "SALE");
        bill.put("amount", 100 + random.nextLong(20_000));
        bill.put("currency", profile.shop().currency().getCurrencyCode());
        bill.put(
                "time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.atZone(profile.shop().zone()).toOffsetDateTime().withNano(0)));
        bill.put("city", profile.shop().city());
        bill.put("entryMode", "TAP");
        bill.put("traceNo", digits(6));
        bill.put("batchNo", "000001");
        bill.put("referenceNo", digits(12));
        bill.put("authCode", "A12345");
        bill.put("merchantName", profile.shop().merchantName());
        bill.put("mcc", profile.shop().mcc());
        bill.put("operator", "01");
        bill.put("card", CARD);
        bill.put("chip", CHIP);
        bill.put("cardholderSignature", SIGNATURE);
        return bill;
    }

    private String digits(int length) {
        String digits = Long.toString(counter % 1_000_000);
        return "0".repeat(length - digits.length()) + digits;
    }

    private byte[] code() {
        byte[] bits = new byte[CODE_BYTES];
        random.nextBytes(bits);
        return bits;
    }
}
