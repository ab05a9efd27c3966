package org.tallystick.ear;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** Signs people of the demonstration's accounts in, as a person would: password, and the second step where the role needs one. */
final class PortalLogin {
    private final String base;
    private final List<JsonObject> accounts;
    private final Map<String, Authenticator> authenticators = new HashMap<>();

    /** @param accounts the file that the server wrote: {@code [{"role","name","password"}]} */
    PortalLogin(String base, Path accounts) {
        this.base = base;
        try {
            this.accounts = StrictJson.parseArray(
                    Files.readAllBytes(accounts), new StrictJson.Limits(3, 64, 254, 10_000), "accounts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first account of a role. */
    String account(String role) {
        return accounts.stream()
                .filter(a -> a.string("role").equals(role))
                .findFirst()
                .orElseThrow()
                .string("name");
    }

    /** Leaves the page at the first page of the account's role. */
    void signIn(Page page, String login) {
        page.navigate(base + "/sign-in");
        fill(page, login);
    }

    /** On whatever page asks to sign in. */
    void fill(Page page, String login) {
        JsonObject account = accounts.stream()
                .filter(a -> a.string("name").equals(login))
                .findFirst()
                .orElseThrow();
        page.locator("#login").fill(login);
        page.locator("#password").fill(account.string("password"));
        page.locator("form[action='/sign-in'] button.primary").click();
        if (page.locator("#secret").count() > 0) {
            authenticators.put(login, Authenticator.of(page.locator("#secret").textContent()));
            page.locator("#code").fill(authenticators.get(login).code());
            page.locator("form[action='/sign-in/setup'] button").click();
            page.locator("a[href='/home']").click();
        } else if (page.locator("#code").count() > 0) {
            page.locator("#code").fill(authenticators.get(login).code());
            page.locator("form[action='/sign-in/code'] button").click();
        }
    }
}
