package org.tallystick.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.shared.StrictJson;

/** Somebody with an account of the demonstration and a password only, who fills in forms of the portal. */
public final class PortalPerson {
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");

    private final ServerProcess server;
    private final PortalClient client;

    private PortalPerson(ServerProcess server, PortalClient client) {
        this.server = server;
        this.client = client;
    }

    /** @param login of an account in the server's {@code demo-accounts.json} */
    public static PortalPerson signIn(ServerProcess server, String login) throws IOException {
        byte[] accounts = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        String password = StrictJson.parseArray(accounts, StrictJson.Limits.BATCH, "accounts").stream()
                .filter(account -> account.string("name").equals(login))
                .findFirst()
                .orElseThrow()
                .string("password");
        PortalClient client = new PortalClient(server);
        int status = client.post("/sign-in", Map.of("login", login, "password", password))
                .status();
        if (status != 303) {
            throw new IllegalStateException("signing in as " + login + " was answered with " + status);
        }
        return new PortalPerson(server, client);
    }

    /** Sends a form that must succeed. */
    public void send(String path, Map<String, String> form) throws IOException {
        int status = client.post(path, form).status();
        if (status != 303) {
            throw new IllegalStateException(path + " " + form.get("do") + " was answered with " + status);
        }
    }

    /** What a page or the API answers. */
    public String get(String path) throws IOException {
        return client.get(path).text();
    }

    /** Hands a settlement file in and waits until it has been read. */
    public void settle(String text, Map<String, String> form) throws IOException {
        SettledSales.hand(client, text, form);
    }

    /** Asks the cardholder of a case for a late signature; the cardholder draws it. @param page of the case */
    public void signLate(String page, long hand) throws IOException {
        int status = LateCustomer.asked(server, client, page)
                .draws(LateCustomer.drawing(hand))
                .status();
        if (status != 303) {
            throw new IllegalStateException("a late signature was answered with " + status);
        }
    }

    /** Decides about an application as it is on the page now. */
    public void decide(String number, Map<String, String> form) throws IOException {
        decideAt("/institution/applications/" + number, form);
    }

    /** The same on any page. */
    public void decideAt(String path, Map<String, String> form) throws IOException {
        Matcher version = VERSION.matcher(client.get(path).text());
        if (!version.find()) {
            throw new IllegalStateException("nothing can be done on " + path);
        }
        Map<String, String> whole = new HashMap<>(form);
        whole.put("version", version.group(1));
        send(path, whole);
    }
}
