package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;

/**
 * What a report was made from, as text: the deepest of the four depths. The material of a receipt is shown only where
 * signatures vouch for its bill, so that nobody can have a page of ours show words of their own (THREATS.md P7).
 */
public final class RawMaterial {

    /**
     * One piece.
     *
     * @param key of its name in {@link CheckTexts#raw}
     * @param text without control characters except line feeds
     */
    public record Piece(String key, String text) {}

    private RawMaterial() {}

    /** @param file the report is about */
    public static List<Piece> of(ReceiptFile file, VerificationReport report) {
        List<Piece> pieces = new ArrayList<>();
        if (report.bill().isEmpty()) {
            return pieces;
        }
        Receipt receipt = Receipt.parse(file.receipt());
        pieces.add(piece("report", report.toJson()));
        pieces.add(piece("bill", receipt.payload()));
        receipt.terminalEntry().ifPresent(entry -> pieces.add(header("terminal-header", entry)));
        pieces.add(header("seal-header", receipt.sealEntry()));
        file.proof().ifPresent(proof -> pieces.add(piece("proof", proof.getBytes(StandardCharsets.UTF_8))));
        return pieces;
    }

    private static Piece header(String key, JwsEntry entry) {
        return piece(key, Base64Url.decode(entry.protectedHeader()));
    }

    private static Piece piece(String key, byte[] utf8) {
        return new Piece(key, new String(utf8, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n]]", "\uFFFD"));
    }
}
