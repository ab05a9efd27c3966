package org.tallystick.receipts.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.ReceiptRow;
import org.tallystick.receipts.SeenReceipt;
import org.tallystick.receipts.SeenReceipt.Image;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ImageSize;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** One receipt for those whose business it is: checked now, with its image and what else is known about the sale. */
@ApplicationScoped
@PermitAll
public class SeenReceipts {
    private static final String PNG = "image/png";

    private final ReceiptSearch search;
    private final ReceiptSearchRepository visible;
    private final StoredReceiptRepository receipts;
    private final PageAssembly pages;
    private final Event<AuditEvent> audit;

    @Inject
    SeenReceipts(
            ReceiptSearch search,
            ReceiptSearchRepository visible,
            StoredReceiptRepository receipts,
            PageAssembly pages,
            Event<AuditEvent> audit) {
        this.search = search;
        this.visible = visible;
        this.receipts = receipts;
        this.pages = pages;
        this.audit = audit;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SeenReceipts() {
        this(null, null, null, null, null);
    }

    /**
     * @param number eleven characters, as stored
     * @throws Problem not-found unless the viewer may see it
     */
    public SeenReceipt find(Viewer viewer, String number) {
        ReceiptRow row = search.byNumber(viewer, number).orElseThrow(SeenReceipts::notFound);
        StoredReceipt stored = receipts.byNumber(row.number()).orElseThrow(SeenReceipts::notFound);
        ReceiptPage page = pages.of(stored);
        ReceiptPage seen = page.with(page.related().stream()
                .filter(other -> visible.byNumber(viewer, other.number()).isPresent())
                .toList());
        Image image = signature(stored)
                .map(part -> isShown(part) ? Image.SHOWN : Image.OTHER_FORM)
                .orElse(Image.NONE);
        return new SeenReceipt(seen, row, image, checkpoint(page));
    }

    /**
     * The image of the cardholder's signature as PNG; that it was looked at is recorded.
     *
     * @throws Problem not-found unless the viewer may see the receipt and there is such an image
     */
    public byte[] signatureImage(Viewer viewer, String number) {
        ReceiptRow row = search.byNumber(viewer, number).orElseThrow(SeenReceipts::notFound);
        Part part = receipts.byNumber(row.number())
                .flatMap(this::signature)
                .filter(SeenReceipts::isShown)
                .orElseThrow(SeenReceipts::notFound);
        audit.fire(viewer.audit("signature-image.view", row.number()));
        return part.data();
    }

    /** Only a part whose digest is the one that was signed. */
    private Optional<Part> signature(StoredReceipt stored) {
        Bill bill = Bill.parse(Receipt.parse(stored.stored()).payload());
        return receipts.parts(stored).stream()
                .filter(part -> part.name().equals(Part.CARDHOLDER_SIGNATURE))
                .filter(part -> Arrays.equals(bill.parts().get(part.name()), part.digest()))
                .findFirst();
    }

    private static boolean isShown(Part part) {
        return part.mediaType().equals(PNG) && ImageSize.of(PNG, part.data()).isPresent();
    }

    /** The size stands in the second line of the checkpoint, which follows the proof's first empty line. */
    private static OptionalLong checkpoint(ReceiptPage page) {
        String[] lines = page.proof().orElse("").split("\n", -1);
        int gap = Arrays.asList(lines).indexOf("");
        boolean there = gap >= 0 && gap + 2 < lines.length && lines[gap + 2].matches("\\d{1,18}");
        return there ? OptionalLong.of(Long.parseLong(lines[gap + 2])) : OptionalLong.empty();
    }

    private static Problem notFound() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such receipt.");
    }
}
