package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ear.CoverageShop.assertLogged;
import static org.tallystick.ear.CoverageShop.awaitPage;
import static org.tallystick.ear.CoverageShop.card;
import static org.tallystick.ear.CoverageShop.cardBill;
import static org.tallystick.ear.CoverageShop.caseOf;
import static org.tallystick.ear.CoverageShop.event;
import static org.tallystick.ear.CoverageShop.members;
import static org.tallystick.ear.CoverageShop.page;
import static org.tallystick.ear.CoverageShop.settle;
import static org.tallystick.ear.CoverageShop.shop;
import static org.tallystick.ear.CoverageShop.till;
import static org.tallystick.ear.CoverageShop.unsigned;
import static org.tallystick.ear.CoverageShop.version;
import static org.tallystick.ear.CoverageShop.withImage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.SignedBill;

/** What is missing is found and explained with the right cause, and closes by itself when it comes, through the real server. */
class CoverageIT {
    @Test
    void aSignedSaleIsNoCase() throws IOException {
        TestTill till = till();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        settle(till);

        assertThat(shop().get("/merchant/unsigned?which=all&q=" + till.profile().terminalNo())
                        .text())
                .contains("There is none of this choice");
    }

    @Test
    void anAbsentPadReportedAfterTheSaleExplainsTheSkippedSignature() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "BYPASSED", Optional.empty())).outcome())
                .isEqualTo("201");
        String number = caseOf(till, "The cashier skipped signing");

        event(till, "PAD_ABSENT");

        awaitPage(number, "The terminal had no signature pad");
        assertThat(page(number)).contains("Needs service").contains("rule").contains("Text for the service");
        assertThat(page(number)).contains("Do not charge again.");
    }

    @Test
    void aFailedSigningUnitIsMendedBySigningTheSameBill() throws IOException {
        TestTill till = till();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed, "SIGNING_UNIT_FAILED").outcome()).isEqualTo("201");
        String number = caseOf(till, "The terminal’s signing unit failed");
        assertThat(till.send(signed).outcome()).isEqualTo("201");

        awaitPage(number, "Signed again");
        assertThat(page(number)).contains("Closed").contains("level 2");
        assertLogged(number);
    }

    @Test
    void aCertificateThatDidNotCountIsMendedByTheRenewedOne() throws IOException {
        TestTill till = till();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed, "CERT_EXPIRED").outcome()).isEqualTo("201");
        String number = caseOf(till, "The terminal’s certificate had expired");
        assertThat(page(number)).contains("Waits for the terminal").contains("Renew the terminal’s certificate");

        assertThat(till.send(signed).outcome()).isEqualTo("201");

        awaitPage(number, "Signed again after the certificate was renewed");
    }

    @Test
    void aHoleIsFoundAndClosesByItselfWhenTheBillComes() throws IOException {
        TestTill till = till();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        SignedBill late = till.next();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        String number = caseOf(till, "Not known yet; under inquiry");
        assertThat(page(number)).contains("The bill").contains("counter 2").contains("a hole in the counter");

        assertThat(till.send(late).outcome()).isEqualTo("201");

        awaitPage(number, "Bill resent");
        assertThat(page(number)).contains("Closed").contains("level 1");
    }

    @Test
    void aSecondBillForACounterIsFrozenAndOffersNoSignature() throws IOException {
        TestTill till = till();
        SignedBill first = till.next();
        assertThat(till.send(first).outcome()).isEqualTo("201");
        Map<String, Object> other = till.bill(1);
        other.put("amount", 999_999L);
        assertThat(till.send(till.sign(other)).outcome()).isEqualTo("409 counter-conflict");

        String number = caseOf(till, "Another bill came under the same counter");

        assertThat(page(number))
                .contains("Frozen")
                .contains("Signing again is not offered")
                .doesNotContain("value=\"PAPER_SCAN\"")
                .doesNotContain("value=\"EXPLAINED\"");
        assertThat(shop().post(
                                "/merchant/unsigned/" + number,
                                Map.of("do", "EXPLAINED", "version", version(shop(), number), "words", "x"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aBlankImageAndAnotherSalesCodeAreNoSignatures() throws IOException {
        TestTill till = till();
        byte[] blank = CoverageImages.blank();
        assertThat(till.send(card(till, "CAPTURED", Optional.of(blank))).outcome())
                .isEqualTo("201");
        caseOf(till, "The signature image is blank");

        TestTill other = till();
        Map<String, Object> bill = cardBill(other, "CAPTURED");
        members(bill).put("featureCode", "DEADBEEF");
        assertThat(other.send(withImage(other, bill, CoverageImages.writing(1))).outcome())
                .isEqualTo("201");
        caseOf(other, "The feature code of the signature image belongs to another sale");
    }

    @Test
    void anImageThatServedAnotherSaleIsFound() throws IOException {
        TestTill till = till();
        byte[] image = CoverageImages.writing(77);
        assertThat(till.send(card(till, "CAPTURED", Optional.of(image))).outcome())
                .isEqualTo("201");
        TestTill other = till();
        assertThat(other.send(card(other, "CAPTURED", Optional.of(image))).outcome())
                .isEqualTo("201");

        caseOf(other, "The signature image is that of another sale");
        assertThat(shop().get("/merchant/unsigned?which=all&q=" + till.profile().terminalNo())
                        .text())
                .contains("There is none of this choice");
    }

    @Test
    void aWrongClockIsTheCauseOfAnUnsignedBillWithAWrongTime() throws IOException {
        TestTill till = till();
        Map<String, Object> bill = till.bill(1);
        bill.put("time", "2019-01-01T10:00:00+08:00");
        SignedBill sent = SignedBill.of(JsonWriter.write(bill), Optional.empty(), List.of(), Optional.of("UNKNOWN"));
        assertThat(till.sendVouched(sent, till.secret()).outcome()).isEqualTo("201");

        caseOf(till, "The terminal’s clock was wrong");
    }
}
