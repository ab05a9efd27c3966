package org.tallystick.receipts.web;

import java.util.List;
import org.tallystick.shared.web.Moment;

/**
 * The panel with the answer: one word, one sentence, when it was found, and what to do.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad} or {@code wait}: the colour, and the sign before the word
 * @param mark how the two halves of the tally stand: {@code match}, {@code differ}, {@code lack} (the ledger's half
 *     is incomplete), {@code none} (no half here), {@code open} (not compared)
 * @param advice paragraphs: what it means and what to do
 * @param asksSignature whether a signature is missing, so that the page says that nobody is charged again
 */
public record Panel(
        String tone,
        String mark,
        String word,
        String sentence,
        Moment checked,
        List<String> advice,
        boolean asksSignature) {

    /** Shape of the seam below the panel. */
    public String seam() {
        return mark.equals("none") ? "open" : mark;
    }
}
