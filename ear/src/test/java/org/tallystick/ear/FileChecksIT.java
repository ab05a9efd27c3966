package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;

/** Files that people bring: several at once, for a purpose, and to every depth of the report. */
class FileChecksIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String BOUNDARY = "file-checks";

    private static String link;
    private static byte[] genuine;
    private static byte[] unproven;

    @BeforeAll
    static void sell() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SignedBill bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        link = "/r/" + TestTill.codeOf(bill);
        genuine = TestAnswer.get(SERVER, link + ".json").body();
        unproven = TestAnswer.get(SERVER, link + ".jose").body();
    }

    @Test
    void severalFilesAreListedEachWithItsResult() throws IOException {
        byte[] huge = new byte[ReceiptFile.MAX_LENGTH + 1];
        String page = upload(List.of(genuine, unproven, "rubbish".getBytes(StandardCharsets.UTF_8), huge))
                .text();

        assertThat(page)
                .contains("4 files, 1 of them genuine and unchanged.")
                .contains("receipt-0.json", "Matches")
                .contains("receipt-1.json", "Could not be checked")
                .contains("receipt-2.json", "No receipt")
                .contains("receipt-3.json", "Too large");
    }

    @Test
    void moreThanTwentyFilesAreNamedAsNotChecked() throws IOException {
        String page = upload(Collections.nCopies(22, "x".getBytes(StandardCharsets.UTF_8)))
                .text();

        assertThat(page).contains("22 files, 0 of them").contains("receipt-21.json");
        assertThat(page.split("No receipt", -1)).hasSize(21);
        assertThat(page.split("Not checked", -1)).hasSize(3);
    }

    @Test
    void oneFileShowsItsReceiptAsBefore() throws IOException {
        assertThat(upload(List.of(genuine)).text()).contains("This file is genuine and unchanged.");
        assertThat(upload(List.of(new byte[0])).status())
                .as("a form without a file leads back to the form")
                .isEqualTo(303);
        assertThat(upload(List.of()).outcome()).as("a form that breaks off").isEqualTo("400 malformed");
    }

    @Test
    void aReceiptPageShowsAllFourDepths() throws IOException {
        String page = TestAnswer.to(HttpRequest.newBuilder(SERVER.url(link)).header("Accept-Language", "en"))
                .text()
                .replace("&quot;", "\"");

        assertThat(page).contains("Matches", "How each check was made", "What it was made from");
        assertThat(ReceiptVerifier.questions())
                .allSatisfy(id -> assertThat(page).contains(escaped(CheckTexts.how(id, Locale.ENGLISH))));
        assertThat(page).contains("tallystick-consumer/1", "tallystick-receipt+jws", "thumbprint");
    }

    @Test
    void aFileThatNobodyVouchesForGetsNoRawDepth() throws IOException {
        String page = upload(List.of("{\"payload\":\"aGVsbG8\",\"signatures\":[]}".getBytes(StandardCharsets.UTF_8)))
                .text();

        assertThat(page).contains("How each check was made").doesNotContain("What it was made from");
    }

    @Test
    void aPurposeIsPartOfTheQuestionAndOfTheReport() throws IOException {
        JsonObject slip = verified("").json();
        assertThat(slip.string("outcome")).isEqualTo("GENUINE");
        assertThat(slip.object("policy").string("id")).isEqualTo("tallystick-consumer");

        JsonObject evidence = verified("?purpose=court").json();
        assertThat(evidence.object("policy").string("purpose")).isEqualTo("court");
        assertThat(evidence.string("outcome")).as("nobody witnesses here").isEqualTo("UNKNOWN");
        assertThat(evidence.string("decidedBy")).isEqualTo("witnessed");

        TestAnswer wrong = verified("?purpose=fun");
        assertThat(wrong.outcome()).isEqualTo("400 malformed");
        assertThat(wrong.text()).contains("purpose").contains("consumer, merchant, audit or court");
    }

    @Test
    void aBrowserSendsSeveralChosenOrDroppedFiles() {
        try (Browser browser = Browser.open();
                BrowserContext visitor = PageLook.window(browser, "en", ColorScheme.DARK, 360)) {
            Page page = visitor.newPage();
            page.navigate(SERVER.url("/").toString());
            page.locator("details:has(#upload) summary").click();
            page.locator("#upload").setInputFiles(new FilePayload[] {
                new FilePayload("one.json", "application/json", genuine),
                new FilePayload("two.json", "application/json", unproven)
            });
            page.locator("form[action='/verify'] button").click();
            page.waitForSelector("table");
            assertThat(page.locator("tbody tr").count()).isEqualTo(2);
            PageLook.assertGood(page);

            page.navigate(SERVER.url("/").toString());
            page.locator("details:has(#upload) summary").click();
            page.evaluate(
                    """
                    base64 => {
                      const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
                      const data = new DataTransfer();
                      data.items.add(new File([bytes], "dropped.json", { type: "application/json" }));
                      const form = document.querySelector("form[action='/verify']");
                      form.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
                      form.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
                    }
                    """,
                    Base64.getEncoder().encodeToString(genuine));
            page.locator("form[action='/verify'] button").click();
            page.waitForSelector(".verdict");
            assertThat(page.locator(".verdict").getAttribute("class")).contains("is-ok");
            page.locator("summary", new Page.LocatorOptions().setHasText("How each check was made"))
                    .click();
            PageLook.assertGood(page);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static TestAnswer verified(String query) throws IOException {
        return TestAnswer.post(SERVER, "/api/v1/verifications" + query, genuine);
    }

    private static TestAnswer upload(List<byte[]> files) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < files.size(); i++) {
            String name = "receipt-" + i + ".json";
            write(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/json\r\n\r\n");
            body.writeBytes(files.get(i));
            write(body, "\r\n");
        }
        write(body, "--" + BOUNDARY + "--\r\n");
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url("/verify"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void write(ByteArrayOutputStream body, String ascii) {
        body.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
