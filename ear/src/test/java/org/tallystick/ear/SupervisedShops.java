package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Totp;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * A server with three merchants: two acquirers, two regions; and people who supervise them. {@link Reader} is one of them, signed
 * in.
 */
final class SupervisedShops {
    /** In 浙江, at acquirer 48023310. */
    static final String TEA = "898331054110027";

    /** In 浙江, at acquirer 48033320. */
    static final String BOOKS = "898331059420041";

    /** In 广东, at acquirer 48023310. */
    static final String COFFEE = "898440058140066";

    static final String TEA_TERMINAL = "30000001";
    static final String BOOKS_TERMINAL = "30000002";
    static final String COFFEE_TERMINAL = "30000003";

    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private SupervisedShops() {}

    static ServerProcess start() {
        return start(ServerProcess.fresh("supervised"));
    }

    static ServerProcess start(ServerProcess server) {
        Path register = write(server, "register.json", register());
        Path accounts = write(server, "accounts.json", accounts());
        for (String kind : new String[] {"PAGE", "LOOKUP"}) {
            server.with("TALLYSTICK_LIMITS_" + kind + "_RATE", "100000")
                    .with("TALLYSTICK_LIMITS_" + kind + "_BURST", "100000");
        }
        return server.with("TALLYSTICK_REGISTER", register.toString())
                .with("TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toString())
                .with("TALLYSTICK_LEDGER_PUBLISH_INTERVAL", "PT0.5S")
                .start();
    }

    /** Somebody signed in, who reads pages and sends forms. */
    record Reader(ServerProcess server, String cookie) {
        /** Signs in with the generated password, and sets up the second factor where the role asks for one. */
        static Reader signIn(ServerProcess server, String login) throws IOException {
            TestAnswer password = post(server, "", "/sign-in", "login", login, "password", password(server, login));
            String cookie = password.header("Set-Cookie").split(";", 2)[0];
            Matcher secret = SECRET.matcher(password.text());
            if (secret.find()) {
                byte[] bytes = base32(secret.group(1));
                String code = Totp.at(bytes, Clock.systemUTC().instant());
                TestAnswer setup = post(server, cookie, "/sign-in/setup", "code", code);
                if (!setup.header("Set-Cookie").isEmpty()) {
                    cookie = setup.header("Set-Cookie").split(";", 2)[0];
                }
            }
            return new Reader(server, cookie);
        }

        TestAnswer get(String path) throws IOException {
            return TestAnswer.to(HttpRequest.newBuilder(server.url(path))
                    .header("Cookie", cookie)
                    .header("Accept-Language", "en"));
        }

        /** @param fields names and values in turn */
        TestAnswer send(String path, String... fields) throws IOException {
            return post(server, cookie, path, fields);
        }
    }

    private static TestAnswer post(ServerProcess server, String cookie, String path, String... fields)
            throws IOException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        return TestAnswer.to(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    private static String password(ServerProcess server, String login) throws IOException {
        byte[] accounts = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        return StrictJson.parseArray(accounts, StrictJson.Limits.UPLOAD, "accounts").stream()
                .filter(account -> account.string("name").equals(login))
                .map((JsonObject account) -> account.string("password"))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] base32(String text) {
        String bare = text.replace(" ", "");
        byte[] bytes = new byte[bare.length() * 5 / 8];
        long bits = 0;
        int held = 0;
        int at = 0;
        for (char c : bare.toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(c);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >> held);
            }
        }
        return Arrays.copyOf(bytes, at);
    }

    private static Path write(ServerProcess server, String name, String text) {
        try {
            return Files.writeString(server.base().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String accounts() {
        return """
                [{"login":"country@test","name":"Country","role":"REGULATOR"},
                 {"login":"zhejiang@test","name":"Zhejiang","role":"REGULATOR","scope":"浙江"},
                 {"login":"bank@test","name":"Bank","role":"INSTITUTION_OFFICER","scope":"48023310"},
                 {"login":"operator@test","name":"Operator","role":"OPERATOR"},
                 {"login":"shop@test","name":"Shop","role":"MERCHANT_OWNER","scope":"%s"}]
                """
                .formatted(TEA);
    }

    private static String register() {
        return """
                {"acquirers":[{"code":"48023310","nameZh":"江南收单","nameEn":"Jiangnan Acquiring"},
                              {"code":"48033320","nameZh":"岭南收单","nameEn":"Lingnan Acquiring"}],
                 "merchants":[%s,%s,%s]}
                """
                .formatted(
                        merchant(TEA, "48023310", "Zhibai Tea", "浙江", TEA_TERMINAL),
                        merchant(BOOKS, "48033320", "Wuyou Books", "浙江", BOOKS_TERMINAL),
                        merchant(COFFEE, "48023310", "Banshan Coffee", "广东", COFFEE_TERMINAL));
    }

    private static String merchant(String no, String acquirer, String name, String region, String terminal) {
        return """
                {"merchantNo":"%s","acquirer":"%s","nameZh":"%s","nameEn":"%s","city":"杭州","region":"%s","mcc":"5411",
                 "stores":[{"name":"Main","address":"1 Main Street","city":"杭州"}],
                 "terminals":[{"terminalNo":"%s","serial":"TUSN-%s","store":"Main"}]}"""
                .formatted(no, acquirer, name, name, region, terminal, terminal);
    }
}
