package org.tallystick.compliance;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A merchant as lists show it.
 *
 * @param coverage within the period asked about
 * @param lastReceipt ledger time of the newest receipt of that period
 */
public record MerchantSummary(
        String merchantNo,
        String nameZh,
        String nameEn,
        String city,
        String region,
        String acquirerZh,
        String acquirerEn,
        Coverage coverage,
        Optional<Instant> lastReceipt) {

    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }

    public String acquirer(Locale locale) {
        return locale.getLanguage().equals("zh") ? acquirerZh : acquirerEn;
    }
}
