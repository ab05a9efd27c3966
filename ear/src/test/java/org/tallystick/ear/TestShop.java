package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** A merchant with many terminals that nobody has enrolled yet, and a server that knows it and limits nobody. */
final class TestShop {
    static final String AUDITOR_TOKEN = "auditor-of-the-tests";

    private static final int TERMINALS = 100;
    private static final int FOREIGN_TERMINALS = 4;
    private static final List<String> LIMITS =
            List.of("TERMINAL", "PAGE", "LOOKUP", "VERIFICATION", "EST", "COMPLAINT", "APPLICATION", "LATE");

    /** One server for all tests that do not end it; each takes terminals of its own. */
    private static final class Holder {
        private static final ServerProcess SERVER = WebhookReceiver.allow(
                        LetterBox.configure(TestWitness.configure(withSm2(configure(ServerProcess.fresh("shop"))))))
                .with("TALLYSTICK_NOTICES_RETRY_FIRST", "PT0.2S")
                .with("TALLYSTICK_ENROLMENT_LIST_PRIVATE_HOSTS", LicensedCa.HOST)
                .with(
                        "TALLYSTICK_ENROLMENT_EXTERNAL_AUTHORITIES",
                        LicensedCa.folder().toString())
                .start();
        private static int taken;
        private static int takenNextDoor;
        private static int takenOfSm2;
    }

    /** A terminal of another merchant of the same acquirer. */
    static final String FOREIGN_TERMINAL = "30000001";

    /** An institution on {@link #server} that works with SM2, or will; nobody's numbers are counted there. */
    static final String SM2_ACQUIRER = "48529990";

    /** An operator whom no other test signs in. */
    static final String SM2_OPERATOR = "second@tallystick.example";

    private TestShop() {}

    static ServerProcess server() {
        return Holder.SERVER;
    }

    /** The number of a terminal of {@link #server} that no other test has. */
    static synchronized String freeTerminal() {
        return terminal(Holder.taken++);
    }

    /** The number of a terminal next door that no other test has: of the merchant none of whose people ever signs in. */
    static synchronized String freeForeignTerminal() {
        return foreign(++Holder.takenNextDoor);
    }

    /** The number of a terminal that no other test has, of {@link #SM2_ACQUIRER}. */
    static synchronized String freeSm2Terminal() {
        return sm2(Holder.takenOfSm2++);
    }

    private static String sm2(int i) {
        return Integer.toString(20_000_301 + i);
    }

    /** The number of a terminal of the merchant next door, from 1. */
    static String foreign(int i) {
        return Integer.toString(20_000_200 + i);
    }

    static String terminal(int i) {
        return Integer.toString(20_000_001 + i);
    }

    /** Gives a server that has not started yet the shop, an auditor's token, and limits that no test reaches. */
    static ServerProcess configure(ServerProcess server) {
        var register = server.base().resolve("register.json");
        var accounts = server.base().resolve("accounts.json");
        try {
            Files.writeString(register, register());
            Files.writeString(accounts, PortalAccounts.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String limit : LIMITS) {
            server.with("TALLYSTICK_LIMITS_" + limit + "_RATE", "100000")
                    .with("TALLYSTICK_LIMITS_" + limit + "_BURST", "1000000");
        }
        return server.with("TALLYSTICK_REGISTER", register.toString())
                .with("TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toString())
                .with("TALLYSTICK_ENROLMENT_CODE_LIFETIME", "P1D")
                .with("TALLYSTICK_LEDGER_PUBLISH_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_LEDGER_AUDITOR_TOKEN", AUDITOR_TOKEN)
                .with("TALLYSTICK_LIMITS_REFUSED_PER_HOUR", "100000")
                .with("TALLYSTICK_LIMITS_UNSIGNED_PER_HOUR", "100000")
                .with("TALLYSTICK_LIMITS_ENROLMENT_WRONG_CODES_PER_HOUR", "1000");
    }

    /** The enrolment code of a terminal whose device is not enrolled. */
    static String code(ServerProcess server, String terminalNo) {
        try {
            byte[] codes = Files.readAllBytes(server.data().resolve("enrolment-codes.json"));
            return StrictJson.parseArray(codes, StrictJson.Limits.UPLOAD, "codes").stream()
                    .filter(code -> code.string("terminalNo").equals(terminalNo))
                    .map((JsonObject code) -> code.string("code"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the institution for SM2 to the register, and somebody who chooses for it. */
    private static ServerProcess withSm2(ServerProcess server) {
        String terminals = terminals(IntStream.range(0, 8).mapToObj(TestShop::sm2));
        String merchant =
                """
                {"merchantNo":"898110054110001","acquirer":"48529990","nameZh":"国密商户","nameEn":"Guomi Shop",
                  "city":"北京","region":"北京","mcc":"5411",
                  "stores":[{"name":"Main","address":"3 Main Street","city":"北京"}],"terminals":[%s]},
                """
                        .formatted(terminals);
        String register = register()
                .replace(
                        "{\"acquirers\":[",
                        "{\"acquirers\":[{\"code\":\"48529990\",\"nameZh\":\"国密收单\",\"nameEn\":\"Guomi Acquiring\"},")
                .replace("\"merchants\":[", "\"merchants\":[" + merchant);
        try {
            Files.writeString(server.base().resolve("register.json"), register);
            Files.writeString(
                    server.base().resolve("accounts.json"),
                    PortalAccounts.FILE.replace(
                            "{\"login\":\"keeper\"",
                            "{\"login\":\"" + SM2_OPERATOR + "\",\"name\":\"Second\",\"role\":\"OPERATOR\"},"
                                    + "{\"login\":\"keeper\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    private static String register() {
        String terminals = terminals(IntStream.range(0, TERMINALS).mapToObj(TestShop::terminal));
        String foreign = terminals(Stream.concat(
                Stream.of(FOREIGN_TERMINAL),
                IntStream.rangeClosed(1, FOREIGN_TERMINALS).mapToObj(TestShop::foreign)));
        return """
                {"acquirers":[{"code":"48023310","nameZh":"收单","nameEn":"Acquiring"}],
                 "merchants":[{"merchantNo":"898331054110027","acquirer":"48023310","nameZh":"青禾","nameEn":"Qinghe",
                  "city":"杭州","region":"浙江","mcc":"5411",
                  "stores":[{"name":"Main","address":"1 Main Street","city":"杭州"}],"terminals":[%s]},
                  {"merchantNo":"898332054110099","acquirer":"48023310","nameZh":"邻家","nameEn":"Neighbour",
                  "city":"苏州","region":"江苏","mcc":"5411",
                  "stores":[{"name":"Main","address":"2 Main Street","city":"苏州"}],
                  "terminals":[%s]}]}
                """
                .formatted(terminals, foreign);
    }

    private static String terminals(Stream<String> numbers) {
        return numbers.map(no -> "{\"terminalNo\":\"%s\",\"serial\":\"TUSN-%s\",\"store\":\"Main\"}".formatted(no, no))
                .collect(Collectors.joining(","));
    }
}
