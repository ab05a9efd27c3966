package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.access.Role;

/** Signing in through a provider that these tests start: what opens an account, and what does not. */
class ProviderSignInIT {
    private static final String ISSUER = "people";
    private static final String START = "/sign-in/provider";
    private static final Pattern INVITATION = Pattern.compile("/invitation/([A-Za-z0-9_-]{43})");
    private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("provider"));
    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();

    private static TestAnswer whileDown;
    private static PortalClient owner;
    private static PortalClient operator;

    @BeforeAll
    static void start() throws IOException {
        int port = Ports.free();
        SERVER.with("TALLYSTICK_ACCESS_OIDC_ISSUER", "http://localhost:" + port + "/" + ISSUER)
                .with("TALLYSTICK_ACCESS_OIDC_CLIENT_ID", "tallystick")
                .with("TALLYSTICK_ACCESS_OIDC_CLIENT_SECRET", "secret-of-the-tests")
                .with("TALLYSTICK_ACCESS_OIDC_LABEL", "City Hall")
                .with("TALLYSTICK_ACCESS_OIDC_SECOND_FACTOR_VALUES", "mfa")
                .start();
        whileDown = new ProviderVisitor(SERVER).get(START);
        PROVIDER.start(InetAddress.getByName("localhost"), port);
        PortalAccounts accounts = PortalAccounts.of(SERVER);
        owner = accounts.signIn(Role.MERCHANT_OWNER);
        operator = accounts.signIn(Role.OPERATOR);
    }

    @AfterAll
    static void stop() {
        PROVIDER.shutdown();
        SERVER.close();
    }

    @Test
    void aProviderThatDoesNotAnswerIsSaidToAndThePasswordStillWorks() throws IOException {
        assertThat(whileDown.status()).isEqualTo(503);
        assertThat(whileDown.text()).contains("does not answer").contains("href=\"/sign-in\"");
        assertThat(PortalAccounts.of(SERVER)
                        .signIn(Role.MERCHANT_STAFF)
                        .get("/merchant")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theButtonIsThereAndALinkNotAForm() throws IOException {
        TestAnswer page = TestAnswer.get(SERVER, "/sign-in");

        assertThat(page.text()).contains("href=\"" + START + "\"").contains("City Hall");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self'");
    }

    @Test
    void aLinkedIdentityOpensItsAccountAndNoLongerWhenUnlinked() throws IOException {
        String subject = link(owner);
        assertThat(owner.get("/account").text()).contains("Linked since");

        ProviderVisitor visitor = new ProviderVisitor(SERVER);
        answers(subject, Map.of());
        TestAnswer arrived = visitor.roundTrip(START + "?next=%2Fmerchant%2Ftokens");
        assertThat(arrived.status()).isEqualTo(303);
        assertThat(visitor.get(arrived.header("Location")).header("Location")).isEqualTo("/merchant/tokens");
        assertThat(visitor.get("/merchant/tokens").status()).isEqualTo(200);

        owner.post("/account", Map.of("do", "provider-unlink"));
        assertThat(answeredBy(subject, Map.of()).text()).contains("No account is linked");
    }

    @Test
    void nobodyElsesPageBeginsToLink() throws IOException {
        TestAnswer answer = TestAnswer.to(java.net.http.HttpRequest.newBuilder(SERVER.url(START + "?for=link"))
                .header("Cookie", "__Host-session=" + owner.session())
                .header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void anUnknownIdentityOpensNothingWhateverItsAddress() throws IOException {
        TestAnswer answer = answeredBy(
                UUID.randomUUID().toString(), Map.of("email", "owner@merchant.example", "email_verified", true));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("No account is linked");
        assertThat(answer.response().headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("__Host-session="));
    }

    @Test
    void anAnswerWithAnotherStateOrInAnotherBrowserIsNotListenedTo() throws IOException {
        ProviderVisitor visitor = new ProviderVisitor(SERVER);
        String back = visitor.wayBack(START);

        assertThat(visitor.get(back.replaceAll("state=[^&]*", "state=" + "A".repeat(43)))
                        .status())
                .isEqualTo(400);
        assertThat(new ProviderVisitor(SERVER).get(back).status()).isEqualTo(400);
        assertThat(new ProviderVisitor(SERVER).get(back).text()).contains("no longer open");
    }

    @Test
    void anAnswerWorksOnce() throws IOException {
        String subject = link(owner);
        ProviderVisitor visitor = new ProviderVisitor(SERVER);
        answers(subject, Map.of());
        String back = visitor.wayBack(START);
        ProviderVisitor thief = visitor.twin();
        assertThat(visitor.get(back).status()).isEqualTo(303);

        TestAnswer replayed = thief.get(back);

        assertThat(replayed.status()).isEqualTo(400);
        assertThat(replayed.response().headers().allValues("Set-Cookie"))
                .noneMatch(c -> c.startsWith("__Host-session="));
    }

    static List<Map<String, Object>> lies() {
        return List.of(
                Map.of("nonce", "another"),
                Map.of("aud", List.of("another")),
                Map.of("iss", "https://elsewhere.example"),
                Map.of("exp", java.util.Date.from(Instant.EPOCH)));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTokenThatIsNotForThisSignInOpensNothing(Map<String, Object> lie) throws IOException {
        String subject = link(owner);

        TestAnswer answer = answeredBy(subject, lie);

        assertThat(answer.status()).as("%s", lie).isEqualTo(403);
        assertThat(answer.text()).contains("was not accepted");
    }

    @Test
    void anOperatorStillGivesASecondFactorUnlessTheProviderAskedForOne() throws IOException {
        String subject = link(operator);
        ProviderVisitor visitor = new ProviderVisitor(SERVER);
        answers(subject, Map.of("amr", List.of("pwd")));
        TestAnswer arrived = visitor.roundTrip(START);

        assertThat(visitor.get(arrived.header("Location")).text()).contains("id=\"code\"");
        assertThat(visitor.get("/admin").status()).isEqualTo(303);

        ProviderVisitor strong = new ProviderVisitor(SERVER);
        answers(subject, Map.of("amr", List.of("pwd", "mfa")));
        strong.roundTrip(START);
        assertThat(strong.get("/admin").status()).isEqualTo(200);
    }

    @Test
    void anIdentityBelongsToOneAccount() throws IOException {
        String subject = link(owner);
        answers(subject, Map.of());

        TestAnswer answer = ProviderVisitor.of(SERVER, operator).roundTrip(START + "?for=link");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Linked with another account");
    }

    @Test
    void anInvitationIsAcceptedWithoutAPassword() throws IOException {
        String page = operator.post(
                        "/admin/accounts",
                        Map.of(
                                "do", "invite",
                                "login", "clerk@merchant.example",
                                "name", "Clerk",
                                "role", "MERCHANT_STAFF",
                                "scope", "898331054110027"))
                .text();
        Matcher found = INVITATION.matcher(page);
        assertThat(found.find()).isTrue();
        String token = found.group(1);
        ProviderVisitor clerk = new ProviderVisitor(SERVER);
        assertThat(clerk.get("/invitation/" + token).text()).contains("Accept with City Hall");
        answers(UUID.randomUUID().toString(), Map.of());

        assertThat(clerk.roundTrip(START + "?for=invitation&invitation=" + token)
                        .status())
                .isEqualTo(303);

        assertThat(clerk.get("/merchant").status()).isEqualTo(200);
        assertThat(clerk.get("/invitation/" + token).status()).isEqualTo(410);
    }

    @Test
    void aBrowserGoesThereAndBackAndEverybodyCanReadWhatWentWrong() throws IOException {
        String subject = link(owner);
        try (Browser browser = Browser.open()) {
            for (String language : List.of("en", "zh-CN")) {
                try (BrowserContext person = browser.visitor(language)) {
                    Page page = person.newPage();
                    answers(UUID.randomUUID().toString(), Map.of());
                    page.navigate(SERVER.url("/sign-in").toString());
                    PageLook.assertGood(page);
                    page.locator("a[href^='" + START + "']").click();
                    assertThat(page.locator("h1").textContent()).containsAnyOf("No account is linked", "没有关联的账户");
                    PageLook.assertGood(page);

                    answers(subject, Map.of());
                    page.navigate(SERVER.url("/sign-in").toString());
                    page.locator("a[href^='" + START + "']").click();
                    assertThat(page.url()).endsWith("/merchant");
                    page.navigate(SERVER.url("/account").toString());
                    PageLook.assertGood(page);
                }
            }
        }
    }

    /** @return the subject that opens the account from now on */
    private static String link(PortalClient account) throws IOException {
        String subject = UUID.randomUUID().toString();
        answers(subject, Map.of());
        TestAnswer answer = ProviderVisitor.of(SERVER, account).roundTrip(START + "?for=link");
        assertThat(answer.header("Location")).isEqualTo("/account?done=provider-linked");
        return subject;
    }

    private static TestAnswer answeredBy(String subject, Map<String, Object> claims) throws IOException {
        answers(subject, claims);
        return new ProviderVisitor(SERVER).roundTrip(START);
    }

    /** What the provider says the next time. */
    private static void answers(String subject, Map<String, Object> claims) {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of("tallystick"), claims, 300));
    }
}
