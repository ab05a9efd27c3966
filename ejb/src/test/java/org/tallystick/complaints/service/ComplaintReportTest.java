package org.tallystick.complaints.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.complaints.ComplaintKind;

class ComplaintReportTest {
    private static final ComplaintReport ONE = report("ticketticketticket0000", "text");

    @Test
    void theSameFormHasTheSameCodeAndSubmission() {
        ComplaintReport again = report("ticketticketticket0000", "text");

        assertThat(again.code()).isEqualTo(ONE.code());
        assertThat(again.submission()).isEqualTo(ONE.submission());
        assertThat(ONE.code().text()).matches("[0-9A-HJKMNP-TV-Z]{16}");
    }

    @Test
    void everyDifferenceMakesAnotherOne() {
        assertThat(report("ticketticketticket0001", "text").code()).isNotEqualTo(ONE.code());
        assertThat(report("ticketticketticket0000", "text ").submission()).isNotEqualTo(ONE.submission());
    }

    @Test
    void whatIsKeptDoesNotLeadToTheCode() {
        assertThat(ONE.submission()).isNotEqualTo(ONE.code().hash());
        assertThat(ONE.toString()).doesNotContain("text").doesNotContain("ticket");
    }

    private static ComplaintReport report(String ticket, String text) {
        return new ComplaintReport("AAAAAAAAAAAAAAAAAAAAAA", ticket, ComplaintKind.OTHER, text, "");
    }
}
