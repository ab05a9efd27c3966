package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.access.Role;
import org.tallystick.ear.SteadyLoad.Figures;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Receipt;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;

/**
 * Keys are rotated, and the device that holds them goes away and comes back, while four terminals sell all the time: whatever could be
 * sealed is sealed, nothing is answered without a seal, and everything verifies offline afterwards.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationIT {
    private static final Logger LOG = Logger.getLogger(KeyRotationIT.class.getName());
    private static final int TILLS = 4;
    private static final int SOME = 40;
    private static final int VERIFIED = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEYS = "/admin/keys";

    private static ServerProcess server;
    private static Optional<SoftToken> token;
    private static PortalClient operator;
    private static SteadyLoad load;

    @BeforeAll
    static void start() throws IOException {
        server = TestShop.configure(ServerProcess.fresh("keys"));
        token = SoftToken.of(server);
        token.ifPresent(present -> present.configure(server));
        server.with("TALLYSTICK_SIGNING_PROBE_INTERVAL", "PT0.5S").start();
        operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
        load = SteadyLoad.start(server, TILLS);
        sellSome();
        load.figures();
    }

    @AfterAll
    static void stop() {
        load.close();
        server.close();
    }

    @Test
    @Order(1)
    void keysAreRotatedTwiceAndNobodyWaits() throws IOException {
        make("ACTIVE", "DEVICE");
        sellSome();
        make("ACTIVE", "DEVICE");
        sellSome();
        make("RESERVE", "FILE");
        sellSome();

        report("rotated twice");
        assertThat(newestSeals())
                .as("the newest key seals")
                .containsExactly(sealsOfThePage().get(2));
        assertThat(operator.get(KEYS).text()).contains("What was done with keys", "may seal", "in reserve");
    }

    @Test
    @Order(2)
    void whileTheDeviceIsAwayAnotherKeySealsAndNobodyWaits() throws IOException {
        assumeTrue(
                token.isPresent(), "SoftHSM 2 is not installed (Debian: softhsm2): the loss of a device is not tested");
        token.orElseThrow().takeAway();
        await().atMost(PATIENCE).until(() -> health().contains("another one stands in"));
        sellSome();
        assertThat(newestSeals())
                .as("the key in reserve")
                .containsExactly(sealsOfThePage().get(3));

        token.orElseThrow().bringBack();
        await().atMost(PATIENCE).until(() -> !health().contains("another one stands in"));
        sellSome();

        report("device away and back, with a stand-in");
        assertThat(newestSeals()).containsExactly(sealsOfThePage().get(2));
        assertThat(operator.get(KEYS).text()).contains("does not sign", "signs again");
    }

    @Test
    @Order(3)
    void withoutAnotherKeyTerminalsKeepTheirBillsUntilTheDeviceIsBack() throws IOException {
        assumeTrue(
                token.isPresent(), "SoftHSM 2 is not installed (Debian: softhsm2): the loss of a device is not tested");
        retire(sealsOfThePage().get(3));
        load.figures();
        token.orElseThrow().takeAway();
        await().atMost(PATIENCE).until(() -> load.refused() > SOME);

        token.orElseThrow().bringBack();
        await().atMost(PATIENCE).until(() -> !health().contains("Terminals keep their bills meanwhile"));
        long before = load.sold();
        await().atMost(PATIENCE).until(() -> load.sold() > before + SOME);

        Figures figures = load.figures();
        LOG.info(() -> "Device away and back, no other key: " + figures);
        assertThat(figures.refused()).isPositive();
    }

    @Test
    @Order(4)
    void everyBillIsSealedInTheEndAndVerifiesOffline() throws Exception {
        load.stop();
        load.tills().parallelStream().forEach(BusyTill::expectEveryAnsweredReceipt);
        load.tills().forEach(BusyTill::repeatEverything);

        TestLedger ledger = TestLedger.of(server);
        ledger.awaitPublished(
                load.tills().stream().mapToLong(BusyTill::highestIndex).max().orElseThrow());
        assertThat(ledger.audit(Optional.empty()).findings())
                .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                .isEmpty();
        TrustAnchors anchors = TrustAnchors.pinned(List.of(root()), List.of(ledger.key()));
        for (BusyTill till : load.tills()) {
            List<String> codes = till.codes();
            int step = Math.max(1, codes.size() / VERIFIED);
            for (int i = 0; i < codes.size(); i += step) {
                assertThat(verified(codes.get(i), anchors)).isEqualTo(Outcome.GENUINE);
            }
        }
    }

    @Test
    @Order(5)
    void thePageOfKeysIsGoodOnAPhoneAndOnADesk() throws IOException {
        try (Browser browser = Browser.open();
                BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360);
                BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            for (BrowserContext window : List.of(phone, desk)) {
                window.addCookies(List.of(new Cookie("__Host-session", operator.session())
                        .setUrl(server.url("/").toString())
                        .setSecure(true)));
                Page page = window.newPage();
                page.navigate(server.url(KEYS).toString());
                PageLook.assertGood(page);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(server.base().resolve("keys-" + page.viewportSize().width + ".png")));
            }
        }
    }

    private static Outcome verified(String code, TrustAnchors anchors) throws IOException {
        byte[] file = TestAnswer.get(server, "/r/" + code + ".json").body();
        return new ReceiptVerifier()
                .verify(
                        file,
                        VerificationContext.offline(anchors, Clock.systemUTC().instant()))
                .outcome();
    }

    private static X509Certificate root() throws Exception {
        try (InputStream pem = Files.newInputStream(server.data().resolve("root.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static void report(String what) {
        Figures figures = load.figures();
        LOG.info(() -> what + ": " + figures);
        assertThat(figures.refused()).as("another key could have sealed").isZero();
        assertThat(figures.longestGapMillis()).isLessThan(Duration.ofSeconds(10).toMillis());
    }

    private static void sellSome() {
        long before = load.sold();
        await().atMost(PATIENCE).until(() -> load.sold() > before + SOME);
    }

    private static void make(String rank, String place) throws IOException {
        assertThat(operator.post(KEYS, Map.of("do", "make", "rank", rank, "place", place))
                        .status())
                .isEqualTo(303);
    }

    private static void retire(String thumbprint) throws IOException {
        assertThat(operator.post(KEYS, Map.of("do", "retire", "certificate", thumbprint))
                        .status())
                .isEqualTo(303);
    }

    /** Thumbprints of the seals as the page lists them: as they were made. */
    private static List<String> sealsOfThePage() throws IOException {
        Matcher found = Pattern.compile(
                        "name=\"certificate\" value=\"([A-Za-z0-9_-]{43})\"\\s*/?>\\s*<button[^>]*value=\"activate\"")
                .matcher(operator.get(KEYS).text());
        return found.results().map(result -> result.group(1)).toList();
    }

    /** Seals of the last receipt of each terminal. */
    private static Set<String> newestSeals() throws IOException {
        Set<String> seals = new LinkedHashSet<>();
        for (BusyTill till : load.tills()) {
            List<String> codes = till.codes();
            byte[] file = TestAnswer.get(server, "/r/" + codes.get(codes.size() - 2) + ".json")
                    .body();
            byte[] receipt = Base64Url.decode(
                    StrictJson.parse(file, StrictJson.Limits.UPLOAD).string("receipt"));
            seals.add(Base64Url.encode(Receipt.parse(receipt).sealHeader().certificateDigest()));
        }
        return seals;
    }

    private static String health() throws IOException {
        return operator.get("/admin/health").text();
    }
}
