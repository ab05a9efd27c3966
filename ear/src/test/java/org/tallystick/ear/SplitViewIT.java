package org.tallystick.ear;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryBundle;
import org.tallystick.ledger.LogFileName;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.SplitView;

/** Checkpoints that anybody shows: held against the log, and evidence at once where the log's own key has signed two histories. */
class SplitViewIT {
    private static final ServerProcess SERVER =
            TestShop.configure(ServerProcess.fresh("split")).with("TALLYSTICK_NOTICES_WATCH_INTERVAL", "PT0.5S");
    private static final Pattern EVIDENCE = Pattern.compile("href=\"(/explorer/split-views/[^\"]+\\.json)\"");

    private static TestLedger ledger;
    private static NoteSigner stolen;
    private static byte[] older;
    private static byte[] newer;
    private static long size;

    @TempDir
    private Path directory;

    @BeforeAll
    static void sell() throws IOException {
        TestWitness.configure(SERVER).start();
        TestTill till = TestTill.enrol(SERVER, TestShop.terminal(0));
        ledger = TestLedger.of(SERVER).awaitPublished(till.send(till.next()).index());
        older = ledger.checkpoint();
        newer = ledger.awaitPublished(till.send(till.next()).index()).checkpoint();
        size = Checkpoint.open(newer, List.of(ledger.key())).size();
        String origin = ledger.key().name();
        Path seed = SERVER.data().resolve("keys").resolve(LogFileName.key(origin));
        stolen = NoteSigner.fromSeed(
                origin, Base64.getDecoder().decode(Files.readString(seed).strip()));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** A checkpoint with another root, by whoever has the log's key. */
    private static String forged(long entries) {
        return stolen.sign(new Checkpoint(stolen.verifier().name(), entries, new byte[32]).text());
    }

    private static TestAnswer compare(String one, String other) throws IOException {
        return new PortalClient(SERVER)
                .upload("/explorer/compare", Map.of("one", one, "other", other), "none", new byte[0]);
    }

    private static String said(String one, String other) throws IOException {
        TestAnswer answer = compare(one, other);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    private static String text(byte[] note) {
        return new String(note, UTF_8);
    }

    @Test
    void whatIsOfTheLogIsSaidToBeAlsoWhenItWasPasted() throws IOException {
        assertThat(said(text(older).replace("\n", "\r\n"), ""))
                .contains("This checkpoint is of the log’s history.")
                .contains("It is older,");
        assertThat(said("\n" + text(older) + "\n\n", text(newer)))
                .contains("Both checkpoints are of the same history.")
                .containsPattern("\\?older=[0-9]+&amp;newer=" + size + "\"");
    }

    @Test
    void twoHistoriesAreEvidenceThatIsKeptToldAndCheckedOffline() throws Exception {
        String page = said(forged(1), text(newer));
        said(forged(1), "");

        assertThat(page).contains("The log’s key has signed two histories.").contains("Split view");
        Matcher link = EVIDENCE.matcher(page);
        assertThat(link.find()).isTrue();
        byte[] evidence = TestAnswer.get(SERVER, link.group(1)).body();
        assertThat(SplitView.parse(evidence).proves(List.of(ledger.key()))).isTrue();
        Files.write(directory.resolve("split.json"), evidence);
        Shell.Result checked = new Shell(directory, Map.of())
                .runTallystick(
                        "ledger compare split.json --log '" + ledger.key().vkey() + "'");
        assertThat(checked.out()).contains("The evidence is right");
        assertThat(checked.exit()).isEqualTo(3);
        assertThat(new PortalClient(SERVER).get("/explorer/compare").text().split(Pattern.quote(link.group(1)), -1))
                .hasSize(2);
        for (Role role : List.of(Role.OPERATOR, Role.REGULATOR)) {
            PortalClient person = PortalAccounts.of(SERVER).signIn(role);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> person.get("/notices").text().contains("has signed two histories"));
        }
        assertThat(PortalAccounts.of(SERVER)
                        .signIn(Role.OPERATOR)
                        .get("/admin/audit?action=ledger")
                        .text())
                .contains("ledger.split-view");
    }

    @Test
    void theFormForReceiptFilesTakesCheckpointsToo() throws IOException {
        TestAnswer answer = new PortalClient(SERVER).upload("/verify", Map.of(), "mine.checkpoint", older);
        assertThat(answer.text()).contains("This checkpoint is of the log’s history.");
    }

    @Test
    void whatIsLargerThanTheLogIsAnAlarmAndTwoOfThemAreEvidence() throws IOException {
        assertThat(said(forged(1_000_000), "")).contains("The log is smaller than what its key has signed.");
        byte[] root = new byte[32];
        root[0] = 1;
        String other = stolen.sign(new Checkpoint(stolen.verifier().name(), 1_000_000, root).text());
        assertThat(said(forged(1_000_000), other)).contains("The log’s key has signed two histories.");
    }

    @Test
    void whatProvesNothingIsSaidToAndNothingIsKept() throws IOException {
        NoteSigner stranger = NoteSigner.fromSeed(stolen.verifier().name(), new byte[32]);
        NoteSigner elsewhere = NoteSigner.fromSeed("elsewhere.example/log", new byte[32]);
        String bare = new Checkpoint(stolen.verifier().name(), 1, new byte[32]).text();

        String unsigned = said(stranger.sign(bare), "");
        assertThat(unsigned).contains("the log’s key has not signed it").doesNotContain("Split view</p>");
        assertThat(said(elsewhere.sign(new Checkpoint("elsewhere.example/log", 1, new byte[32]).text()), ""))
                .contains("Of a log that is not this platform’s");
        assertThat(said(text(older).replaceFirst("\n[0-9]+\n", "\nmany\n"), ""))
                .contains("line 2 should be the number of entries");
        assertThat(said(bare, "")).contains("an empty line is missing");
        TestAnswer nothing = compare("", " ");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text()).contains("Paste a checkpoint");
        assertThat(compare("x".repeat(100_000), "").status()).isEqualTo(413);
    }

    @Test
    void whoHasAFileIsNotSentItAgainAndEntriesAreCompressed() throws IOException {
        String tile = ledger.prefix() + "/tile/0/000.p/1";
        TestAnswer first = TestAnswer.get(SERVER, tile);
        assertThat(first.header("Cache-Control")).contains("immutable");
        TestAnswer again =
                TestAnswer.to(HttpRequest.newBuilder(SERVER.url(tile)).header("If-None-Match", first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        TestAnswer head = TestAnswer.to(
                HttpRequest.newBuilder(SERVER.url(tile)).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.header("Content-Length")).isEqualTo("32");
        assertThat(TestAnswer.get(SERVER, ledger.prefix() + "/checkpoint").header("Cache-Control"))
                .isEqualTo("public, max-age=2");
        TestAnswer entries = TestAnswer.to(HttpRequest.newBuilder(SERVER.url(ledger.prefix() + "/tile/entries/000.p/1"))
                .header("Accept-Encoding", "gzip")
                .header("Authorization", "Bearer " + TestShop.AUDITOR_TOKEN));
        assertThat(entries.header("Content-Encoding")).isEqualTo("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(entries.body())).readAllBytes();
        assertThat(EntryBundle.parse(plain, 1)).hasSize(1);
    }

    @Test
    void thePagesAreGoodOnAPhoneAndOnADesk() throws IOException {
        String log = "/explorer" + ledger.prefix().substring("/ledger".length());
        assertThat(new PortalClient(SERVER).get(log).text())
                .contains("Witnesses", "not this checkpoint", "Earlier checkpoints");
        try (Browser browser = Browser.open()) {
            look(browser, "/explorer", ColorScheme.LIGHT, 360, "en");
            look(browser, "/explorer/compare", ColorScheme.DARK, 1280, "en");
            look(browser, "/explorer/compare", ColorScheme.LIGHT, 360, "zh-CN");
            look(browser, log, ColorScheme.DARK, 360, "zh-CN");
            look(browser, log + "/0", ColorScheme.LIGHT, 1280, "en");
        }
    }

    private static void look(Browser browser, String path, ColorScheme scheme, int width, String language) {
        try (BrowserContext context = PageLook.window(browser, language, scheme, width)) {
            Page page = context.newPage();
            page.navigate(SERVER.url(path).toString());
            PageLook.assertGood(page);
        }
    }
}
