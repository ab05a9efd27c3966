package org.tallystick.coverage;

import java.util.BitSet;

/**
 * Black and white points of a signature's image.
 *
 * @param points set where there is ink, row by row
 */
record Ink(int width, int height, BitSet points) {

    boolean at(int x, int y) {
        return points.get(y * width + x);
    }

    int count() {
        return points.cardinality();
    }

    /** The smallest rectangle around all ink. @throws IllegalStateException without any */
    Ink cropped() {
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int i = points.nextSetBit(0); i >= 0; i = points.nextSetBit(i + 1)) {
            int x = i % width;
            int y = i / width;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        if (right < 0) {
            throw new IllegalStateException("there is no ink");
        }
        return part(left, top, right - left + 1, bottom - top + 1);
    }

    private Ink part(int left, int top, int w, int h) {
        BitSet inside = new BitSet(w * h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                inside.set(y * w + x, at(left + x, top + y));
            }
        }
        return new Ink(w, h, inside);
    }

    Ink inverted() {
        BitSet other = (BitSet) points.clone();
        other.flip(0, width * height);
        return new Ink(width, height, other);
    }
}
