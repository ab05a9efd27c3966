package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.receipts.MerchantFacts;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.signing.Bill;
import org.tallystick.signing.EntryMode;
import org.tallystick.verification.Outcome;

class ShownTest {

    @Test
    void showsTheBillOfAGenuineReceipt() {
        assertThat(shown(Reports.genuine()).bill()).isPresent();
    }

    @Test
    void showsNoBillOfAReceiptThatIsNotGenuine() {
        assertThat(shown(Reports.genuine().outcome(Outcome.NOT_GENUINE)).bill()).isEmpty();
    }

    @Test
    void readsNothingFromAFileThatIsNoReceipt() {
        Shown shown = Shown.ofFile(
                Reports.genuine().outcome(Outcome.NOT_GENUINE).report(), new byte[] {1, 2}, Locale.ENGLISH);

        assertThat(shown.statement()).isEmpty();
        assertThat(shown.bill()).isEmpty();
    }

    @Test
    void repeatsNoStatementOfASealThatNobodyVouchesFor() {
        assertThat(Reports.genuine().shown().statement()).isPresent();
        assertThat(Reports.genuine().unvouched().shown().statement()).isEmpty();
    }

    private static Shown shown(Reports reports) {
        Bill bill = Reports.builder().entryMode(EntryMode.SCAN).build();
        MerchantFacts merchant = new MerchantFacts("1", "a", "a", Optional.empty(), Optional.empty(), "", "");
        return Shown.of(
                new ReceiptPage(
                        "AAECAwQFBgcICQoLDA0ODw",
                        reports.report(),
                        Optional.of(bill),
                        Optional.empty(),
                        merchant,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new byte[0],
                        new byte[0],
                        List.of(),
                        List.of()),
                Locale.ENGLISH);
    }
}
