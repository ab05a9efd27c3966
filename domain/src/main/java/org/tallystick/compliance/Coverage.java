package org.tallystick.compliance;

/**
 * How many receipts carry the terminal's signature.
 *
 * @param signed receipts with a verified terminal signature
 * @param unsigned receipts sealed without one
 */
public record Coverage(long signed, long unsigned) {
    public static final Coverage NONE = new Coverage(0, 0);

    public long total() {
        return signed + unsigned;
    }

    public Coverage plus(Coverage other) {
        return new Coverage(signed + other.signed, unsigned + other.unsigned);
    }

    /** Signed receipts in hundredths of a per cent, rounded down so that one gap is never shown as none; 10,000 without any receipt. */
    public long signedPerTenThousand() {
        return total() == 0 ? 10_000 : signed * 10_000 / total();
    }

    /** Unsigned receipts in hundredths of a per cent: what is missing to the whole. */
    public long unsignedPerTenThousand() {
        return 10_000 - signedPerTenThousand();
    }
}
