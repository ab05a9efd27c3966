package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with two institutions whose officers decide about applications, and what they do there. */
final class ApplicationDesk {
    static final String FIRST = "48023310";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
    static final Pattern DOCUMENT = Pattern.compile("/institution/documents/([A-Za-z0-9_-]{22})");
    static final Pattern MERCHANT = Pattern.compile("merchant number is ([0-9]{15})");

    private static final String ACCOUNTS =
            """
                [{"login":"owner@first.example","name":"Owner","role":"MERCHANT_OWNER","scope":"898331054110027"},
                 {"login":"officer@first.example","name":"Officer","role":"INSTITUTION_OFFICER","scope":"48023310"},
                 {"login":"officer@second.example","name":"Other","role":"INSTITUTION_OFFICER","scope":"48025840"}]
                """;

    final ServerProcess server;
    final Path clock;
    final PortalClient officer;
    final PortalClient otherOfficer;

    private static final class Holder {
        private static final ApplicationDesk DESK = open();
    }

    private ApplicationDesk(ServerProcess server, Path clock) throws IOException {
        this.server = server;
        this.clock = clock;
        this.officer = PortalAccounts.of(server).signIn("officer@first.example");
        this.otherOfficer = PortalAccounts.of(server).signIn("officer@second.example");
    }

    /** One for all tests. */
    static ApplicationDesk get() {
        return Holder.DESK;
    }

    private static ApplicationDesk open() {
        try {
            ServerProcess server = TwoMerchants.server();
            Path clock = server.base().resolve("clock-offset");
            Files.writeString(clock, "PT0S");
            server.with(
                            "TALLYSTICK_ACCESS_DEMO_ACCOUNTS",
                            Files.writeString(server.base().resolve("three.json"), ACCOUNTS)
                                    .toString())
                    .with("TALLYSTICK_CLOCK_FILE", clock.toString())
                    .start();
            return new ApplicationDesk(server, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Applicant submitted(String login) throws IOException {
        Applicant applicant = new Applicant(server);
        assertThat(applicant.begin(Applicant.enterprise(FIRST, login))).isEqualTo(303);
        applicant.submitWhole();
        return applicant;
    }

    /** Does something with the version that the page shows. */
    void act(String number, Map<String, String> form, int status) throws IOException {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("version", version(number));
        assertThat(post(officer, number, whole).status()).as("%s", form).isEqualTo(status);
    }

    TestAnswer post(PortalClient client, String number, Map<String, String> form) {
        try {
            return client.post("/institution/applications/" + number, form);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    String version(String number) throws IOException {
        return first(VERSION, officer.get("/institution/applications/" + number));
    }

    String page(String number) throws IOException {
        TestAnswer page = officer.get("/institution/applications/" + number);
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    static String first(Pattern pattern, TestAnswer answer) {
        Matcher matcher = pattern.matcher(answer.text());
        assertThat(matcher.find())
                .as("%s in a page of status %s", pattern, answer.status())
                .isTrue();
        return matcher.group(1);
    }
}
