package org.tallystick.ear.demo;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.tallystick.ear.LocalHttp;
import org.tallystick.ear.ServerProcess;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignedBill;

/** A sale at a terminal whose signing unit has failed: it comes without a signature, vouched for by the fallback secret. */
final class UnsignedSale {
    private UnsignedSale() {}

    /** @return the receipt's link */
    static String send(ServerProcess server, Path state) throws IOException {
        JsonObject terminal = DemoTill.json(state.resolve("terminal.json"));
        Bill bill = bill(terminal);
        SignedBill unsigned =
                SignedBill.of(bill.toJson(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        HttpResponse<String> answer = LocalHttp.send(HttpRequest.newBuilder(server.url("/api/v1/receipts"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + terminal.string("fallbackSecret"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(unsigned.toJson())));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("The unsigned sale was not kept: " + answer.body());
        }
        return "/r/" + bill.code();
    }

    private static Bill bill(JsonObject terminal) {
        byte[] code = new byte[16];
        new SecureRandom().nextBytes(code);
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        return new BillBuilder()
                .terminal(terminal.string("acquirer"), terminal.string("merchantNo"), terminal.string("terminalNo"))
                .first(terminal.integer("series"))
                .code(code)
                .type(BillType.SALE)
                .money(new Money(26_000, Currency.getInstance("CNY")))
                .time(OffsetDateTime.now(Clock.system(zone)).truncatedTo(ChronoUnit.SECONDS))
                .city("杭州")
                .entryMode(EntryMode.SCAN)
                .slip("000001", "000001")
                .build();
    }
}
