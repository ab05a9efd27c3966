package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.export.CmsExport;
import org.tallystick.signing.export.ExportSigner;
import org.tallystick.signing.export.GmtExport;
import org.tallystick.signing.export.JadesExport;
import org.tallystick.signing.service.ExportSeal;
import org.tallystick.verification.Outcome;

/**
 * Receipts in the forms of other programs, signed while somebody waits. Only what this platform itself finds genuine gets a
 * signature that other programs call valid: they cannot know that a bill was sealed as unsigned.
 */
@ApplicationScoped
@PermitAll
public class ReceiptExports {
    private final ExportSeal seal;

    @Inject
    ReceiptExports(ExportSeal seal) {
        this.seal = seal;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptExports() {
        this(null);
    }

    /** Whether the receipt has these forms. */
    public static boolean isFor(ReceiptPage page) {
        return page.report().outcome() == Outcome.GENUINE;
    }

    /** Whether it has the form of GB/T 35275: only what was sealed with SM2. */
    public static boolean isForGmt(ReceiptPage page) {
        return isFor(page) && Receipt.parse(page.stored()).sealHeader().alg() == SignatureAlgorithm.SM2SM3;
    }

    /**
     * SignedData of GB/T 35275 with the stored receipt inside, signed with SM2.
     *
     * @throws Problem not-found unless the receipt is genuine and sealed with SM2; not-confirmed when the platform's key does not
     *     sign
     */
    public byte[] gmt(ReceiptPage page) {
        requireGenuine(page);
        if (!isForGmt(page)) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "Only a receipt that is sealed with SM2 is given out in this form. Take .p7s or .jades.json.");
        }
        return GmtExport.of(page.stored(), seal.signer(KeyAlgorithm.SM2SM3));
    }

    /**
     * JAdES baseline B.
     *
     * @throws Problem not-found unless the receipt is genuine; not-confirmed when the platform's key does not sign
     */
    public byte[] jades(ReceiptPage page) {
        requireGenuine(page);
        return JadesExport.of(page.stored(), seal.signer());
    }

    /**
     * A detached CMS signature over the stored receipt.
     *
     * @throws Problem not-found unless the receipt is genuine and the platform seals with ES256; not-confirmed when its key
     *     does not sign
     */
    public byte[] cms(ReceiptPage page) {
        requireGenuine(page);
        ExportSigner signer = seal.signer();
        if (signer.algorithm() != SignatureAlgorithm.ES256) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "This form is signed with ES256, and the platform seals with "
                            + signer.algorithm().jose() + " now. Take the receipt file (.json).");
        }
        return CmsExport.of(page.stored(), signer);
    }

    private static void requireGenuine(ReceiptPage page) {
        if (!isFor(page)) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "Only a receipt that is genuine is given out in this form, and this one is not: "
                            + page.report().outcome() + ". Take the receipt file (.json), which says so itself.");
        }
    }
}
