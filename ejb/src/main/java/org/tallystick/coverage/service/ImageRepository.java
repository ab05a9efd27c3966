package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.coverage.Fingerprint;
import org.tallystick.coverage.SignatureImage;
import org.tallystick.shared.Base64Url;

/** Knows images of cardholders' signatures again: exact copies by digest, near ones by perceptual hash, within one merchant. */
@ApplicationScoped
class ImageRepository {
    private final RowRepository rows;

    @Inject
    ImageRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ImageRepository() {
        this(null);
    }

    /** The receipt of another payload that had this image before; empty if there is none. */
    Optional<String> earlier(String receipt, String merchantNo, SignatureImage image) {
        return exact(receipt, merchantNo, image).or(() -> near(receipt, merchantNo, image));
    }

    /** The same sale under another receipt is no other sale. */
    private static final String OTHERS =
            " FROM signature_image i JOIN receipt r ON r.number = i.number JOIN receipt mine"
                    + " ON mine.number = ? WHERE i.merchant_no = ? AND i.number <> mine.number"
                    + " AND (r.terminal_no <> mine.terminal_no OR r.series <> mine.series OR r.counter <> mine.counter)";

    private Optional<String> exact(String receipt, String merchantNo, SignatureImage image) {
        return rows.first(
                "SELECT i.number" + OTHERS + " AND i.digest = ? LIMIT 1",
                List.of(receipt, merchantNo, Base64Url.encode(image.digest())),
                row -> row.getString(1));
    }

    private Optional<String> near(String receipt, String merchantNo, SignatureImage image) {
        if (image.fingerprint().isEmpty()) {
            return Optional.empty();
        }
        Fingerprint mine = image.fingerprint().get();
        List<Object> values = new ArrayList<>(List.of(receipt, merchantNo));
        values.addAll(mine.words());
        return rows
                .list(
                        "SELECT i.number, i.word0, i.word1, i.word2, i.word3" + OTHERS
                                + " AND (i.word0 = ? OR i.word1 = ? OR i.word2 = ? OR i.word3 = ?) LIMIT 500",
                        values,
                        row -> new Known(
                                row.getString(1),
                                new Fingerprint(
                                        List.of(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))))
                .stream()
                .filter(known -> known.fingerprint().distance(mine) <= Fingerprint.NEAR)
                .map(Known::number)
                .findFirst();
    }

    private record Known(String number, Fingerprint fingerprint) {}

    /** Instead of what was known of this receipt. */
    void replace(String receipt, String merchantNo, SignatureImage image) {
        forget(receipt);
        add(receipt, merchantNo, image);
    }

    /** The image was erased, and with it what would know it again. */
    void forget(String receipt) {
        rows.change("DELETE FROM signature_image WHERE number = ?", List.of(receipt));
    }

    void add(String receipt, String merchantNo, SignatureImage image) {
        List<Object> words = image.fingerprint()
                .<List<Object>>map(f -> List.copyOf(f.words()))
                .orElse(List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        rows.change(
                "INSERT INTO signature_image (number, merchant_no, digest, word0, word1, word2, word3)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                Values.of(
                        receipt,
                        merchantNo,
                        Base64Url.encode(image.digest()),
                        words.get(0),
                        words.get(1),
                        words.get(2),
                        words.get(3)));
    }
}
