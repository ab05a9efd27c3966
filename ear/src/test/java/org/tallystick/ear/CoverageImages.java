package org.tallystick.ear;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Images of a signature pad: with somebody's hand on it, or without. */
final class CoverageImages {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 80;

    private CoverageImages() {}

    static byte[] blank() {
        return bytes(empty());
    }

    static byte[] writing(long hand) {
        SplittableRandom random = new SplittableRandom(hand);
        BufferedImage image = empty();
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(2.2f));
        Path2D line = new Path2D.Double();
        line.moveTo(20, random.nextInt(20, 60));
        for (int i = 0; i < 8; i++) {
            line.quadTo(random.nextInt(20, 220), random.nextInt(5, 75), random.nextInt(20, 220), random.nextInt(5, 75));
        }
        pen.draw(line);
        pen.dispose();
        return bytes(image);
    }

    private static BufferedImage empty() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.dispose();
        return image;
    }

    private static byte[] bytes(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
