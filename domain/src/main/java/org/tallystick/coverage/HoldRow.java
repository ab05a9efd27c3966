package org.tallystick.coverage;

import java.time.LocalDate;

/**
 * A dated rule of what to do about paying out.
 *
 * @param id names the rule for good
 * @param version grows when a rule is replaced
 * @param acquirer code, or {@code *} for every acquirer without rules of its own
 * @param currency ISO 4217, or {@code *}
 * @param from first local day of sale it holds for
 * @param leastAmount minor units
 * @param leastRisk of the merchant
 * @param mostHours how long to hold at most, from the opening of the case
 */
public record HoldRow(
        String id,
        int version,
        String acquirer,
        String currency,
        LocalDate from,
        long leastAmount,
        MerchantRisk leastRisk,
        HoldAdvice advice,
        int mostHours) {}
