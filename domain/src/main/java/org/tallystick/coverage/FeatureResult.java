package org.tallystick.coverage;

import org.tallystick.signing.Bill;
import org.tallystick.signing.FeatureCode;

/** Whether the feature code behind the cardholder's handwriting is that of the sale (WORKFLOWS.md 2.2). */
public enum FeatureResult {
    MATCHES,
    DIFFERS,
    /** A signature without a code. */
    ABSENT,
    /** No signature, so no code. */
    NONE;

    private static final int ONLINE_REFERENCE = 12;

    /** @param captured whether the pad has taken a signature */
    public static FeatureResult of(Bill bill, boolean captured) {
        return bill.cardholderSignature()
                .filter(signature -> captured)
                .map(signature -> signature
                        .featureCode()
                        .map(code -> belongs(bill, code) ? MATCHES : DIFFERS)
                        .orElse(ABSENT))
                .orElse(NONE);
    }

    /** The code of the sale as the host numbered it, or as the terminal did while it was offline. */
    private static boolean belongs(Bill bill, String code) {
        String reference = bill.referenceNo().orElse("");
        return FeatureCode.offline(bill.batchNo(), bill.traceNo()).equals(code)
                || reference.length() <= ONLINE_REFERENCE
                        && FeatureCode.online(bill.settlementDate().orElse(""), reference)
                                .equals(code);
    }
}
