package org.tallystick.coverage;

/**
 * How much of what was sold is signed.
 *
 * @param key what the row is about, such as an acquirer's code
 * @param receipts all of them
 * @param signed those with a terminal signature that counts
 * @param required those that the cardholder had to sign
 * @param present those of them with the cardholder's electronic signature
 */
public record Rate(String key, String nameZh, String nameEn, long receipts, long signed, long required, long present) {

    /** Those without a terminal signature that counts. */
    public long unsigned() {
        return receipts - signed;
    }

    /** Those that the cardholder had to sign, without an electronic signature. */
    public long absent() {
        return required - present;
    }
}
