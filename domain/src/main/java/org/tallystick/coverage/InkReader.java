package org.tallystick.coverage;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.ImageSize;

/**
 * Reads the ink of a PNG image or of strokes: JSON {@code {"width","height","strokes":[{"points":[{"x","y"},…]},…]}} with whole numbers. A PNG with more
 * points than a signature may have is not opened.
 */
final class InkReader {
    private static final int MOST_WIDTH = 1024;
    private static final int MOST_HEIGHT = 512;
    private static final int DARK = 128 * 3;
    private static final StrictJson.Limits STROKES = new StrictJson.Limits(6, 64, 64 << 10, 50_000);

    private InkReader() {}

    /** Empty if it cannot be read. */
    static Optional<Ink> png(byte[] data) {
        Optional<ImageSize> size = ImageSize.of("image/png", data);
        if (size.isEmpty() || !fits(size.get().width(), size.get().height())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(data)))
                    .map(InkReader::of);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Ink of(BufferedImage image) {
        BitSet points = new BitSet(image.getWidth() * image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                points.set(y * image.getWidth() + x, dark(image.getRGB(x, y)));
            }
        }
        Ink ink = new Ink(image.getWidth(), image.getHeight(), points);
        return ink.count() * 2 > ink.width() * ink.height() ? ink.inverted() : ink;
    }

    private static boolean dark(int argb) {
        boolean solid = (argb >>> 24) >= 128;
        return solid && (argb >> 16 & 255) + (argb >> 8 & 255) + (argb & 255) < DARK;
    }

    /** Empty if it cannot be read. */
    static Optional<Ink> strokes(byte[] data) {
        try {
            JsonObject json = StrictJson.parse(data, STROKES);
            long width = json.integer("width");
            long height = json.integer("height");
            if (!fits(width, height)) {
                return Optional.empty();
            }
            Ink ink = new Ink((int) width, (int) height, new BitSet((int) (width * height)));
            for (JsonObject stroke : json.objects("strokes")) {
                draw(ink, points(stroke));
            }
            return Optional.of(ink);
        } catch (Problem | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<int[]> points(JsonObject stroke) {
        List<int[]> points = new ArrayList<>();
        for (JsonObject point : stroke.objects("points")) {
            points.add(new int[] {Math.toIntExact(point.integer("x")), Math.toIntExact(point.integer("y"))});
        }
        return points;
    }

    private static void draw(Ink ink, List<int[]> points) {
        for (int i = 0; i < points.size(); i++) {
            int[] from = points.get(Math.max(i - 1, 0));
            int[] to = points.get(i);
            int steps = Math.max(1, Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])));
            if (steps > MOST_WIDTH * 2) {
                throw new IndexOutOfBoundsException("a stroke leaves its field");
            }
            for (int step = 0; step <= steps; step++) {
                dot(ink, from[0] + (to[0] - from[0]) * step / steps, from[1] + (to[1] - from[1]) * step / steps);
            }
        }
    }

    private static void dot(Ink ink, int x, int y) {
        if (x >= 0 && y >= 0 && x < ink.width() && y < ink.height()) {
            ink.points().set(y * ink.width() + x);
        }
    }

    private static boolean fits(long width, long height) {
        return width > 0 && height > 0 && width <= MOST_WIDTH && height <= MOST_HEIGHT;
    }
}
