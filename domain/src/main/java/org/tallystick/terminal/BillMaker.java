package org.tallystick.terminal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Money;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.LineItem;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Makes signed bills out of sales, each chained to the one before (API.md, Bill). Without a usable key it makes them
 * all the same, unsigned and with the cause: the till is never blocked (FAILURES.md 1, 3).
 */
final class BillMaker {
    private static final int CODE_BYTES = 16;

    private final TerminalProfile profile;
    private final Signer signer;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * @param key absent if it must not sign
     * @param otherwise why bills are unsigned then, or if signing fails
     */
    record Signer(Optional<TerminalKey> key, byte[] certificateDigest, Cause otherwise) {
        static Signer of(TerminalIdentity identity) {
            return new Signer(
                    identity.key(), identity.digest(), identity.trouble().orElse(Cause.SIGNING_UNIT_FAILED));
        }
    }

    /** Which bill comes before: its digest, or nothing for the first of a series. */
    record Place(long counter, Optional<byte[]> previous) {}

    /** @param random a cryptographically strong source */
    BillMaker(TerminalProfile profile, Signer signer, Clock clock, RandomGenerator random) {
        this.profile = profile;
        this.signer = signer;
        this.clock = clock;
        this.random = random;
    }

    /** @throws org.tallystick.shared.Problem if no bill can say this; nothing has happened then */
    PendingBill make(Sale sale, Place place) {
        BillBuilder bill = begun(place)
                .type(sale.type())
                .money(sale.amount())
                .time(sale.time())
                .entryMode(sale.entryMode())
                .slip(sale.numbers().traceNo(), sale.numbers().batchNo());
        if (sale.entryMode() != EntryMode.NONE) {
            bill.referenceNo(sale.numbers().referenceNo())
                    .authCode(sale.numbers().authCode())
                    .settlementDate(sale.numbers().settlementDate());
        }
        sale.card().ifPresent(bill::card);
        sale.tip().ifPresent(bill::tip);
        sale.original().ifPresent(bill::original);
        sale.operator().ifPresent(bill::operator);
        sale.cardholderSignature().ifPresent(bill::cardholderSignature);
        List<Part> parts = parts(sale);
        parts.forEach(bill::part);
        return finished(bill.build(), parts, sale.source(), Optional.empty());
    }

    /** @param missing at most as many as fit into 8 KiB */
    PendingBill makeRecovery(List<OutboxIndex.Missing> missing, Place place) {
        OffsetDateTime now = OffsetDateTime.ofInstant(
                clock.instant().truncatedTo(ChronoUnit.SECONDS), profile.shop().zone());
        SlipNumbers numbers = SlipNumbers.of(place.counter(), "recovery", now.toLocalDateTime());
        Bill bill = begun(place)
                .type(BillType.RECOVERY)
                .money(new Money(0, profile.shop().currency()))
                .time(now)
                .entryMode(EntryMode.NONE)
                .slip(numbers.traceNo(), numbers.batchNo())
                .outage(missing.stream()
                        .map(entry -> new Bill.OutageEntry(entry.counter(), entry.amount(), entry.cause()))
                        .toList())
                .build();
        List<Long> listed = missing.stream().map(OutboxIndex.Missing::counter).toList();
        return finished(bill, List.of(), Optional.empty(), Optional.of(listed));
    }

    private BillBuilder begun(Place place) {
        BillBuilder bill = new BillBuilder()
                .terminal(profile.acquirer(), profile.merchantNo(), profile.terminalNo())
                .code(randomBytes(CODE_BYTES))
                .city(profile.shop().city());
        place.previous()
                .ifPresentOrElse(
                        digest -> bill.following(profile.series(), place.counter(), digest),
                        () -> bill.first(profile.series()));
        profile.shop().merchantName().ifPresent(bill::merchantName);
        profile.shop().mcc().ifPresent(bill::mcc);
        return bill;
    }

    private List<Part> parts(Sale sale) {
        List<Part> parts = new ArrayList<>();
        if (!sale.lines().isEmpty()) {
            parts.add(new Part(
                    Part.LINES, "application/json", randomBytes(Part.SALT_LENGTH), LineItem.toJson(sale.lines())));
        }
        sale.image()
                .ifPresent(png -> parts.add(
                        new Part(Part.CARDHOLDER_SIGNATURE, "image/png", randomBytes(Part.SALT_LENGTH), png)));
        return parts;
    }

    /** Read back as the platform will read it: what it would refuse must not cost a number. */
    private PendingBill finished(Bill bill, List<Part> parts, Optional<String> source, Optional<List<Long>> listed) {
        byte[] payload = bill.toJson();
        Optional<JwsEntry> signature = signature(Base64Url.encode(payload));
        Optional<String> cause = signature.isPresent()
                ? Optional.empty()
                : Optional.of(signer.otherwise().code());
        SignedBill message =
                SignedBill.parse(SignedBill.of(payload, signature, parts, cause).toJson());
        Bill.parse(payload).checkParts(message.parts());
        return new PendingBill(
                new OutboxRecord.Issued(bill.counter(), bill.amount(), Sha256.of(payload), source, listed), message);
    }

    /** The same payload and parts under a signature made now; nothing if the key must not sign. */
    Optional<SignedBill> signAgain(SignedBill before) {
        return signature(before.payloadB64())
                .map(entry -> SignedBill.of(before.payload(), Optional.of(entry), before.parts(), Optional.empty()));
    }

    private Optional<JwsEntry> signature(String payloadB64) {
        return signer.key().flatMap(key -> {
            try {
                BillHeader header = new BillHeader(
                        key.algorithm(),
                        signer.certificateDigest(),
                        clock.instant().getEpochSecond(),
                        profile.audience());
                return Optional.of(key.sign(header, Typ.BILL, payloadB64));
            } catch (IllegalArgumentException | IllegalStateException signingUnitFailed) {
                return Optional.empty();
            }
        });
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
