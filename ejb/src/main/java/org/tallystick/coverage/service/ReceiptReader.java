package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.coverage.Assessment;
import org.tallystick.coverage.CaseFacts;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.RequirementPolicy;
import org.tallystick.coverage.SignatureImage;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.Finding;
import org.tallystick.signing.service.FreshReceipts;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Reads a stored receipt as the assessment needs it: bill, channel, and the image of the cardholder's signature. */
@ApplicationScoped
class ReceiptReader {
    private static final Logger LOG = Logger.getLogger(ReceiptReader.class.getName());

    private final StoredReceiptRepository receipts;
    private final ImageRepository images;

    /** A receipt that has been read. */
    record Read(StoredReceipt stored, Bill bill, Channel channel) {
        static Read of(FreshReceipts.Fresh fresh) {
            return new Read(fresh.stored(), fresh.bill(), fresh.channel());
        }

        CaseKey key() {
            return new CaseKey(stored.terminalNo(), stored.series(), stored.counter());
        }

        /** Nobody's signature vouches for it, and another bill holds its counter: no sale more, but somebody has to look into it. */
        boolean isUnprovenClaim() {
            return !stored.active()
                    && stored.cause().filter(Cause.CONFLICT.code()::equals).isPresent();
        }

        CaseFacts.Statement statement(boolean conflict) {
            return new CaseFacts.Statement(
                    stored.cause().flatMap(Cause::ofCode),
                    found(Finding.CLOCK_SKEW),
                    found(Finding.CHAIN_BROKEN),
                    conflict);
        }

        private boolean found(Finding finding) {
            return stored.findings().contains(finding.name());
        }

        Assessment assess(ImageResult image, RequirementPolicy policy) {
            return Assessment.of(new Assessment.Seen(bill, stored.status(), channel, image, false), policy);
        }
    }

    @Inject
    ReceiptReader(StoredReceiptRepository receipts, ImageRepository images) {
        this.receipts = receipts;
        this.images = images;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptReader() {
        this(null, null);
    }

    /** Empty for stored bytes that are no receipt any more: the ledger's audit tells of them, and one must not hold up the rest. */
    Optional<Read> read(StoredReceipt stored) {
        try {
            Receipt receipt = Receipt.parse(stored.stored());
            return Optional.of(new Read(
                    stored,
                    Bill.parse(receipt.payload()),
                    receipt.sealHeader().statement().channel()));
        } catch (Problem e) {
            LOG.log(Level.SEVERE, "The stored receipt {0} cannot be read", stored.number());
            return Optional.empty();
        }
    }

    /** What the image of the cardholder's signature is worth; the first time it is seen it is remembered. */
    ImageResult image(Read read) {
        if (!read.bill().parts().containsKey(Part.CARDHOLDER_SIGNATURE)) {
            return ImageResult.ABSENT;
        }
        return part(read).map(part -> judge(read, SignatureImage.of(part))).orElse(ImageResult.ABSENT);
    }

    private Optional<Part> part(Read read) {
        try {
            return receipts.parts(read.stored()).stream()
                    .filter(part -> part.name().equals(Part.CARDHOLDER_SIGNATURE))
                    .findFirst();
        } catch (IllegalStateException | Problem e) {
            LOG.log(
                    Level.SEVERE,
                    "The parts of receipt {0} cannot be opened",
                    read.stored().number());
            return Optional.empty();
        }
    }

    private ImageResult judge(Read read, SignatureImage image) {
        if (image.result() != ImageResult.WRITING && image.result() != ImageResult.UNOPENED) {
            return image.result();
        }
        String number = read.stored().number();
        String merchantNo = read.stored().merchantNo();
        boolean reused = images.earlier(number, merchantNo, image).isPresent();
        images.add(number, merchantNo, image);
        return reused ? ImageResult.REUSED : image.result();
    }
}
