package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** A server with two merchants of different acquirers, a terminal each, and API tokens of their owners and of the first one's acquirer. */
final class TwoMerchants {
    static final String FIRST = "898331054110027";
    static final String SECOND = "875581058120533";
    static final String FIRST_TERMINAL = "30000001";
    static final String SECOND_TERMINAL = "30000002";
    static final String FIRST_OWNER = "owner@first.example";
    static final String SECOND_OWNER = "owner@second.example";
    static final String OFFICER = "officer@first.example";

    private static final String REGISTER =
            """
            {"acquirers":[{"code":"48023310","nameZh":"收单甲","nameEn":"First"},{"code":"48025840","nameZh":"收单乙","nameEn":"Second"}],
             "merchants":[
              {"merchantNo":"898331054110027","acquirer":"48023310","nameZh":"青禾","nameEn":"Qinghe","city":"杭州","region":"浙江",
               "mcc":"5411","stores":[{"name":"Main","address":"1 Main Street","city":"杭州"}],
               "terminals":[{"terminalNo":"30000001","serial":"TUSN-30000001","store":"Main"}]},
              {"merchantNo":"875581058120533","acquirer":"48025840","nameZh":"荔湾","nameEn":"Liwan","city":"广州","region":"广东",
               "mcc":"5812","stores":[{"name":"Main","address":"2 Main Street","city":"广州"}],
               "terminals":[{"terminalNo":"30000002","serial":"TUSN-30000002","store":"Main"}]}]}
            """;

    private static final String ACCOUNTS =
            """
            [{"login":"owner@first.example","name":"First","role":"MERCHANT_OWNER","scope":"898331054110027","token":true},
             {"login":"owner@second.example","name":"Second","role":"MERCHANT_OWNER","scope":"875581058120533","token":true},
             {"login":"officer@first.example","name":"Officer","role":"INSTITUTION_OFFICER","scope":"48023310","token":true}]
            """;

    private TwoMerchants() {}

    /** Not started yet. */
    static ServerProcess server() {
        ServerProcess server = TestShop.configure(ServerProcess.fresh("merchants"));
        try {
            return server.with(
                            "TALLYSTICK_REGISTER",
                            Files.writeString(server.base().resolve("two.json"), REGISTER)
                                    .toString())
                    .with(
                            "TALLYSTICK_ACCESS_DEMO_ACCOUNTS",
                            Files.writeString(server.base().resolve("accounts.json"), ACCOUNTS)
                                    .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API token of an account. */
    static String token(ServerProcess server, String login) throws IOException {
        byte[] accounts = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        return StrictJson.parseArray(accounts, StrictJson.Limits.BATCH, "accounts").stream()
                .filter(account -> account.string("name").equals(login))
                .map((JsonObject account) -> account.string("token"))
                .findFirst()
                .orElseThrow();
    }

    /** What an account's program is answered. */
    static TestAnswer get(ServerProcess server, String login, String path) throws IOException {
        return TestAnswer.to(
                HttpRequest.newBuilder(server.url(path)).header("Authorization", "Bearer " + token(server, login)));
    }
}
