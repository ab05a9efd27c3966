package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** The accounts of {@link TestShop}'s server, one for each role. */
final class PortalAccounts {
    static final String FILE =
            """
            [{"login":"owner@merchant.example","name":"Owner","role":"MERCHANT_OWNER","scope":"898331054110027"},
             {"login":"staff@merchant.example","name":"Staff","role":"MERCHANT_STAFF","scope":"898331054110027"},
             {"login":"waits@merchant.example","name":"Waits","role":"MERCHANT_STAFF","scope":"898331054110027"},
             {"login":"officer@acquirer.example","name":"Officer","role":"INSTITUTION_OFFICER","scope":"48023310"},
             {"login":"regulator@gov.example","name":"Regulator","role":"REGULATOR"},
             {"login":"operator@tallystick.example","name":"Operator","role":"OPERATOR"},
             {"login":"keeper","name":"Keeper","role":"CONSUMER"}]
            """;

    /** Whoever needs a second step, signed in: it can be set up once, and its codes count once. By server and name. */
    private static final Map<String, PortalClient> SET_UP = new ConcurrentHashMap<>();

    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");

    private final ServerProcess server;
    private final Clock clock;

    private PortalAccounts(ServerProcess server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    static PortalAccounts of(ServerProcess server) {
        return new PortalAccounts(server, Clock.systemUTC());
    }

    /** On a server whose time has been moved. */
    PortalAccounts at(Clock moved) {
        return new PortalAccounts(server, moved);
    }

    /** Signs the first account of a role in; where the role needs a second step, sets it up, or gives who was signed in so before. */
    PortalClient signIn(Role role) throws IOException {
        return signIn(account(role), role);
    }

    /** The same with an account of one's own, where others have used the first. */
    PortalClient signIn(String login, Role role) throws IOException {
        return signIn(account("name", login), role);
    }

    private PortalClient signIn(JsonObject account, Role role) throws IOException {
        String who = server.url("/") + account.string("name");
        PortalClient before = SET_UP.get(who);
        if (before != null && before.get("/account").status() == 200) {
            return before;
        }
        PortalClient client = new PortalClient(server);
        TestAnswer answer = client.post(
                "/sign-in", Map.of("login", account.string("name"), "password", account.string("password")));
        if (role.needsSecondFactor()) {
            Matcher secret = SECRET.matcher(answer.text());
            assertThat(secret.find()).isTrue();
            answer = client.post(
                    "/sign-in/setup",
                    Map.of("code", Authenticator.of(secret.group(1)).code(clock.instant())));
            assertThat(answer.status()).isEqualTo(200);
            SET_UP.put(who, client);
        } else {
            assertThat(answer.status()).isEqualTo(303);
        }
        return client;
    }

    /** Signs somebody in who needs no second step. */
    PortalClient signIn(String login) throws IOException {
        PortalClient client = new PortalClient(server);
        String password = account("name", login).string("password");
        assertThat(client.post("/sign-in", Map.of("login", login, "password", password))
                        .status())
                .isEqualTo(303);
        return client;
    }

    JsonObject account(Role role) throws IOException {
        return account("role", role.name());
    }

    private JsonObject account(String member, String value) throws IOException {
        Path file = server.data().resolve("demo-accounts.json");
        return StrictJson.parseArray(Files.readAllBytes(file), StrictJson.Limits.UPLOAD, "accounts").stream()
                .filter(account -> account.string(member).equals(value))
                .findFirst()
                .orElseThrow();
    }
}
