package org.tallystick.ear.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.ear.LocalHttp;
import org.tallystick.ear.ServerProcess;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.verification.ReceiptFile;

/** What there is to look at: written to {@code demo.json} (API.md) when everything answers. */
final class DemoSummary {
    private static final int SHOWN_OF_EACH = 2;

    private final ServerProcess server;
    private final List<String> receipts = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private Optional<String> unsigned = Optional.empty();

    /** Somebody who can sign in, and perhaps let programs read. */
    record Login(String role, String name, String password, Optional<String> token) {
        Map<String, Object> members() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("role", role);
            members.put("name", name);
            members.put("password", password);
            token.ifPresent(secret -> members.put("token", secret));
            return members;
        }
    }

    DemoSummary(ServerProcess server) {
        this.server = server;
    }

    /** All receipts a terminal has brought home. */
    void add(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("receipts"))) {
            List<String> links = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                links.add(link(file));
            }
            receipts.addAll(links);
            shown.addAll(links.subList(0, Math.min(SHOWN_OF_EACH, links.size())));
        }
    }

    /** The receipt of a sale that no signature vouches for. */
    void add(String link) {
        receipts.add(link);
        unsigned = Optional.of(link);
    }

    List<String> shown() {
        return shown;
    }

    Optional<String> unsigned() {
        return unsigned;
    }

    void write(Path file) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("base", server.url("").toString());
        members.put("receipts", receipts);
        members.put("logs", logs());
        members.put("enrolment", enrolment());
        members.put("accounts", accounts().stream().map(Login::members).toList());
        Files.write(file, JsonWriter.write(members));
    }

    /** Who can sign in, in the order of the accounts file. */
    List<Login> accounts() throws IOException {
        byte[] json = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        return StrictJson.parseArray(json, StrictJson.Limits.BATCH, "accounts").stream()
                .map(account -> new Login(
                        account.string("role"),
                        account.string("name"),
                        account.string("password"),
                        account.optionalString("token")))
                .toList();
    }

    /** Codes that nobody has used yet, by terminal. */
    static Map<String, String> codes(ServerProcess server) throws IOException {
        byte[] json = Files.readAllBytes(server.data().resolve("enrolment-codes.json"));
        Map<String, String> codes = new LinkedHashMap<>();
        for (JsonObject code : StrictJson.parseArray(json, StrictJson.Limits.BATCH, "codes")) {
            codes.put(code.string("terminalNo"), code.string("code"));
        }
        return codes;
    }

    private List<Map<String, Object>> enrolment() throws IOException {
        Path terminals = server.base().resolveSibling("demo-terminals");
        return codes(server).entrySet().stream()
                .filter(code -> !Files.exists(terminals.resolve(code.getKey())))
                .map(code -> Map.<String, Object>of("terminalNo", code.getKey(), "code", code.getValue()))
                .toList();
    }

    private List<Map<String, Object>> logs() throws IOException {
        byte[] json = LocalHttp.get(server.url("/ledger/logs")).body().getBytes(StandardCharsets.UTF_8);
        return StrictJson.parseArray(json, StrictJson.Limits.BATCH, "logs").stream()
                .map(log -> Map.<String, Object>of(
                        "origin", log.string("origin"),
                        "verifierKey", log.string("verifierKey"),
                        "prefix", log.string("prefix")))
                .toList();
    }

    private static String link(Path file) throws IOException {
        ReceiptFile receipt = ReceiptFile.parse(Files.readAllBytes(file));
        return "/r/" + Bill.parse(Receipt.parse(receipt.receipt()).payload()).code();
    }
}
