package org.tallystick.coverage;

import java.time.LocalDate;

/**
 * Advice on paying out the sale of a case.
 *
 * @param day of the sale; where nobody knows it, that of finding it missing
 * @param basis what the merchant's risk was judged by
 */
public record HoldLine(CaseHead head, LocalDate day, HoldPolicy.Advised advised, MerchantRisk risk, Basis basis) {
    /** @param receipts of the days before the sale @param lacking those of them that lacked something @param version of the rule */
    public record Basis(long receipts, long lacking, int version) {}
}
