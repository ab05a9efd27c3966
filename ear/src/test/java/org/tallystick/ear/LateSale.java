package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.signing.FeatureCode;
import org.tallystick.signing.SignedBill;

/**
 * A sale by card at which nobody signed, and its case.
 *
 * @param receipt number of the receipt
 * @param link path of its public page
 * @param page path of the case in the portal
 */
record LateSale(String receipt, String link, String feature, String page) {

    /** Sells, and waits until the case is there for somebody of the portal. */
    static LateSale at(TestTill till, PortalClient person, String area) throws IOException {
        Map<String, Object> bill = till.bill(till.nextCounter());
        String feature = FeatureCode.offline((String) bill.get("batchNo"), (String) bill.get("traceNo"));
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("requirement", "REQUIRED");
        signature.put("status", "TIMEOUT");
        signature.put("featureCode", feature);
        bill.put("entryMode", "SWIPE");
        bill.put("card", Map.of("masked", "621234******5678"));
        bill.put("cardholderSignature", signature);
        SignedBill signed = till.follow(bill);
        TestAnswer sent = till.send(signed);
        assertThat(sent.outcome()).isEqualTo("201");
        String receipt = sent.json().string("number");
        return new LateSale(receipt, "/r/" + TestTill.codeOf(signed), feature, caseOf(person, area, receipt));
    }

    /** Waits for the case of a receipt. @return path of its page */
    static String caseOf(PortalClient person, String area, String receipt) {
        String list = "/" + area + "/unsigned?which=all&q=" + receipt;
        Pattern link = Pattern.compile("href=\"(/" + area + "/unsigned/M[0-9A-Z]{8})\"");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> link.matcher(person.get(list).text()).find());
        try {
            Matcher found = link.matcher(person.get(list).text());
            assertThat(found.find()).isTrue();
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
