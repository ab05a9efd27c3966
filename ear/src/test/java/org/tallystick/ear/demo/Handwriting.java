package org.tallystick.ear.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** Scribbles for the cardholder's signature: nobody's name, the same hand for the same customer, no two images alike. */
final class Handwriting {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 80;
    private static final AtomicLong DRAWN = new AtomicLong();

    private Handwriting() {}

    static byte[] png(int customer) {
        SplittableRandom hand = new SplittableRandom(customer);
        SplittableRandom today = new SplittableRandom(DRAWN.incrementAndGet());
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        int strokes = hand.nextInt(2, 4);
        for (int i = 0; i < strokes; i++) {
            pen.draw(stroke(hand, today, WIDTH * i / strokes));
        }
        pen.dispose();
        return bytes(image);
    }

    private static Path2D stroke(SplittableRandom hand, SplittableRandom today, int left) {
        Path2D line = new Path2D.Double();
        line.moveTo(left + 12 + today.nextInt(6), hand.nextInt(20, 60));
        for (int i = 0; i < 4; i++) {
            line.curveTo(
                    left + hand.nextInt(100) + today.nextInt(5),
                    hand.nextInt(HEIGHT),
                    left + hand.nextInt(100),
                    hand.nextInt(HEIGHT) - today.nextInt(5),
                    left + 20 + i * 18 + today.nextInt(6),
                    hand.nextInt(10, 70));
        }
        return line;
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
