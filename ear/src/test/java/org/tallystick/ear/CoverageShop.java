package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.access.Role;
import org.tallystick.ledger.EntryKind;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.FeatureCode;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** One server that looks for missing signatures in a hurry, for all tests about them; its people, terminals and sales. */
final class CoverageShop {
    private static final Pattern CASE = Pattern.compile("href=\"/merchant/unsigned/(M[0-9A-Z]{8})\">([^<]+)<");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private static final class Holder {
        private static final ServerProcess SERVER = TestShop.configure(ServerProcess.fresh("coverage"))
                .with("TALLYSTICK_COVERAGE_INTERVAL", "PT0.2S")
                .with("TALLYSTICK_COVERAGE_HOLE_GRACE", "PT0.1S")
                .with("TALLYSTICK_COVERAGE_SETTLED_INTERVAL", "PT0.5S")
                .with("TALLYSTICK_RECONCILIATION_LATE_INTERVAL", "PT0.3S")
                .with("TALLYSTICK_LATE_LINK_LIFE", "PT0.001S")
                .start();
        private static final PortalClient SHOP = signIn(Role.MERCHANT_OWNER);
        private static final PortalClient BANK = signIn(Role.INSTITUTION_OFFICER);
        private static final PortalClient COUNTRY = signIn(Role.REGULATOR);
        private static int taken;

        private static PortalClient signIn(Role role) {
            try {
                return PortalAccounts.of(SERVER).signIn(role);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private CoverageShop() {}

    static ServerProcess server() {
        return Holder.SERVER;
    }

    /** The shop's owner. */
    static PortalClient shop() {
        return Holder.SHOP;
    }

    /** An officer of its institution. */
    static PortalClient bank() {
        return Holder.BANK;
    }

    /** A national regulator. */
    static PortalClient country() {
        return Holder.COUNTRY;
    }

    /** A terminal of the shop that no other test has. */
    static synchronized TestTill till() {
        return TestTill.enrol(server(), TestShop.terminal(Holder.taken++));
    }

    static TestAnswer unsigned(TestTill till, SignedBill signed, String cause) throws IOException {
        SignedBill bare = SignedBill.of(signed.payload(), Optional.empty(), List.of(), Optional.of(cause));
        return till.sendVouched(bare, till.secret());
    }

    static SignedBill card(TestTill till, String status, Optional<byte[]> image) {
        Map<String, Object> bill = cardBill(till, status);
        return image.isPresent() ? withImage(till, bill, image.get()) : till.follow(bill);
    }

    static Map<String, Object> cardBill(TestTill till, String status) {
        Map<String, Object> bill = till.bill(till.nextCounter());
        bill.put("entryMode", "SWIPE");
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("requirement", "REQUIRED");
        signature.put("status", status);
        signature.put("featureCode", FeatureCode.offline((String) bill.get("batchNo"), (String) bill.get("traceNo")));
        bill.put("card", Map.of("masked", "621234******5678"));
        bill.put("cardholderSignature", signature);
        return bill;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> members(Map<String, Object> bill) {
        return (Map<String, Object>) bill.get("cardholderSignature");
    }

    static SignedBill withImage(TestTill till, Map<String, Object> bill, byte[] png) {
        Part part = new Part(Part.CARDHOLDER_SIGNATURE, "image/png", new byte[Part.SALT_LENGTH], png);
        bill.put("parts", Map.of(part.name(), Base64Url.encode(part.digest())));
        SignedBill signed = till.follow(bill);
        return SignedBill.of(signed.payload(), signed.signature(), List.of(part), Optional.empty());
    }

    static void event(TestTill till, String type) throws IOException {
        event(till, type, Map.of());
    }

    static void event(TestTill till, String type, Map<String, ?> data) throws IOException {
        event(server(), till, type, data, Clock.systemUTC().instant());
    }

    /** @param time by the terminal's clock */
    static void event(ServerProcess server, TestTill till, String type, Map<String, ?> data, Instant time)
            throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", till.profile().terminalNo());
        event.put("series", till.profile().series());
        event.put("time", time.toString());
        event.put("type", type);
        event.put("data", data);
        SignedBill message = till.signed(JsonWriter.write(event), till.header(Typ.EVENT));
        assertThat(TestAnswer.post(server, "/api/v1/terminal-events", message.toJson())
                        .status())
                .isEqualTo(200);
    }

    /** Heartbeats by a clock five minutes behind, and more bills wait at each. */
    static void pileUp(ServerProcess server, TestTill till) throws IOException {
        Instant wrong = Clock.systemUTC().instant().minus(Duration.ofMinutes(5));
        for (int waiting = 1; waiting <= 7; waiting += 2) {
            event(server, till, "HEARTBEAT", Map.of("outbox", waiting), wrong.plusMillis(waiting));
        }
    }

    /** Waits for the terminal's only case and its cause. @return its number */
    static String caseOf(TestTill till, String cause) {
        String list = "/merchant/unsigned?which=all&q=" + till.profile().terminalNo();
        until(() -> CASE.matcher(shop().get(list).text()).find());
        try {
            String text = shop().get(list).text();
            assertThat(text).contains(cause);
            List<String> numbers =
                    CASE.matcher(text).results().map(found -> found.group(1)).toList();
            assertThat(numbers).hasSize(1);
            return numbers.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(String number) throws IOException {
        return shop().get("/merchant/unsigned/" + number).text();
    }

    static void awaitPage(String number, String words) {
        until(() -> page(number).contains(words));
    }

    /** Waits until the receipts so far have been looked at: another terminal's later failure has been. */
    static void settle(TestTill before) throws IOException {
        TestTill later = till();
        assertThat(before.nextCounter()).isGreaterThan(1);
        assertThat(unsigned(later, later.next(), "FORMAT").outcome()).isEqualTo("201");
        caseOf(later, "A message was malformed");
    }

    static void assertLogged(String number) throws IOException {
        until(() -> !page(number).contains("on its way into the ledger"));
        assertThat(page(number)).contains("ledger entry");
        assertThat(TestLedger.of(server()).entries()).anyMatch(entry -> entry.kind() == EntryKind.CASE);
    }

    static String version(PortalClient person, String number) throws IOException {
        return versionAt(person, "/merchant/unsigned/" + number);
    }

    static String versionAt(PortalClient person, String path) throws IOException {
        Matcher version = VERSION.matcher(person.get(path).text());
        return version.find() ? version.group(1) : "0";
    }

    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
