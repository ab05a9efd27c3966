package org.tallystick.coverage;

import java.util.List;

/**
 * A perceptual hash of an image's ink: 256 cells of the rectangle around the writing, set where a cell has more ink than the half of all
 * cells. Moving, scaling a little or storing again changes few cells; another piece of writing changes dozens.
 *
 * <p>The cells are dealt to four words in turn, so that images which differ in at most three cells have one word in common: that is how
 * they are looked up.
 *
 * @param words four words of 64 cells
 */
public record Fingerprint(List<Long> words) {
    /** Cells that may differ between two copies of one image. */
    public static final int NEAR = 3;

    static final int WORDS = 4;
    private static final int COLUMNS = 32;
    private static final int ROWS = 8;

    /** Of an image with ink. */
    static Fingerprint of(Ink ink) {
        Ink writing = ink.cropped();
        double[] density = new double[COLUMNS * ROWS];
        for (int cell = 0; cell < density.length; cell++) {
            density[cell] = density(writing, cell % COLUMNS, cell / COLUMNS);
        }
        double mean = 0;
        for (double d : density) {
            mean += d / density.length;
        }
        long[] words = new long[WORDS];
        for (int cell = 0; cell < density.length; cell++) {
            if (density[cell] > mean) {
                words[cell % WORDS] |= 1L << (cell / WORDS);
            }
        }
        return new Fingerprint(List.of(words[0], words[1], words[2], words[3]));
    }

    /** How many cells differ. */
    public int distance(Fingerprint other) {
        int differ = 0;
        for (int i = 0; i < WORDS; i++) {
            differ += Long.bitCount(words.get(i) ^ other.words.get(i));
        }
        return differ;
    }

    private static double density(Ink ink, int column, int row) {
        int left = column * ink.width() / COLUMNS;
        int right = Math.max(left + 1, (column + 1) * ink.width() / COLUMNS);
        int top = row * ink.height() / ROWS;
        int bottom = Math.max(top + 1, (row + 1) * ink.height() / ROWS);
        int inked = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                inked += ink.at(x, y) ? 1 : 0;
            }
        }
        return (double) inked / ((right - left) * (bottom - top));
    }
}
