package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ear.ServerProcess;
import org.tallystick.ear.TillKey;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Money;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.Enrolment;
import org.tallystick.terminal.Shop;
import org.tallystick.terminal.SlipNumbers;
import org.tallystick.terminal.TerminalProfile;

/** A terminal of the demo's past: enrolled as every terminal is, its bills chained and signed with its own key. Not thread-safe. */
final class HistoryTill {
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SIGNED_AFTER_SECONDS = 3;
    /** Brands and models are invented. */
    private static final List<List<String>> DEVICES =
            List.of(List.of("Yunding", "Y20"), List.of("Yunding", "Y8 Pro"), List.of("Haixing", "HX-910"));

    private final DemoShop shop;
    private final TerminalProfile profile;
    private final TillKey key;
    private long counter;
    private byte[] previous = new byte[0];

    private HistoryTill(DemoShop shop, TerminalProfile profile, TillKey key) {
        this.shop = shop;
        this.profile = profile;
        this.key = key;
    }

    /** Which terminal is enrolled, and with what. */
    record Device(DemoShop shop, String terminalNo, String code) {}

    static HistoryTill enrol(ServerProcess server, Path state, Device device, Clock clock) throws IOException {
        DemoShop shop = device.shop();
        var request = new Enrolment.Request(
                server.url(""),
                Files.readAllBytes(server.data().resolve("root.pem")),
                device.terminalNo(),
                device.code(),
                SignatureAlgorithm.ES256,
                new Shop(
                        Optional.of(shop.name()),
                        shop.city(),
                        Optional.of(shop.trade().mcc()),
                        YUAN,
                        DemoClock.ZONE));
        TerminalProfile profile = Enrolment.enrol(state, request, clock);
        return new HistoryTill(shop, profile, TillKey.of(state, SignatureAlgorithm.ES256));
    }

    String fallbackSecret() {
        return profile.fallbackSecret().orElseThrow();
    }

    /** Gives the sale the next number; without a signature if it is planned so. */
    SignedBill issue(PlannedSale sale) {
        OffsetDateTime time = sale.time().atZone(DemoClock.ZONE).toOffsetDateTime();
        counter++;
        sale.issuedAs(counter);
        SaleDetails details = new SaleDetails(sale, SlipNumbers.of(counter, sale.terminalNo() + counter, sale.time()));
        List<Part> parts = details.parts();
        byte[] payload = bill(sale, details, time, parts).toJson();
        previous = Sha256.of(payload);
        Optional<JwsEntry> signature = sale.cause().isPresent()
                ? Optional.empty()
                : Optional.of(key.sign(
                        payload,
                        key.header(Typ.BILL, time.toInstant().plusSeconds(SIGNED_AFTER_SECONDS), profile.audience())));
        return SignedBill.of(payload, signature, parts, sale.cause().map(cause -> cause.code()));
    }

    private Bill bill(PlannedSale sale, SaleDetails details, OffsetDateTime time, List<Part> parts) {
        PlannedSale.What what = sale.what();
        BillBuilder bill = new BillBuilder()
                .terminal(profile.acquirer(), profile.merchantNo(), profile.terminalNo())
                .code(randomBytes(16))
                .type(what.type())
                .money(new Money(what.amount(), YUAN))
                .time(time)
                .city(shop.city())
                .merchantName(shop.name())
                .mcc(shop.trade().mcc())
                .entryMode(what.mode())
                .operator("0" + (1 + what.customer() % 4));
        if (counter == 1) {
            bill.first(profile.series());
        } else {
            bill.following(profile.series(), counter, previous);
        }
        what.original().ifPresent(original -> bill.original(original(original)));
        if (what.mode() != EntryMode.SCAN) {
            bill.card(details.card()).cardholderSignature(details.cardholderSignature());
        }
        details.number(bill);
        parts.forEach(bill::part);
        return bill.build();
    }

    private Bill.Original original(PlannedSale original) {
        return new Bill.Original(
                Optional.of(original.terminalNo()),
                Optional.of(profile.series()),
                Optional.of(original.counter()),
                Map.of());
    }

    /** A sign of life at this time. */
    byte[] heartbeat(Instant now) {
        return event("HEARTBEAT", Map.of(), now);
    }

    /** What runs on it from this time on. */
    byte[] firmware(String version, Instant now) {
        List<String> device = DEVICES.get(Math.floorMod(profile.terminalNo().hashCode(), DEVICES.size()));
        return event("FIRMWARE", Map.of("brand", device.get(0), "model", device.get(1), "firmware", version), now);
    }

    private byte[] event(String type, Map<String, String> data, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", profile.terminalNo());
        event.put("series", profile.series());
        event.put("time", now.toString());
        event.put("type", type);
        event.put("data", data);
        byte[] payload = JsonWriter.write(event);
        JwsEntry signature = key.sign(payload, key.header(Typ.EVENT, now, profile.audience()));
        return SignedBill.of(payload, Optional.of(signature), List.of(), Optional.empty())
                .toJson();
    }

    static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
