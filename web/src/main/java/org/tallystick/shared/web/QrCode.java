package org.tallystick.shared.web;

/**
 * A QR code as one SVG path, error correction M, with the quiet zone of four modules that scanners need.
 *
 * @param path in units of modules
 * @param size width and height of the picture in modules, quiet zone included
 */
public record QrCode(String path, int size) {
    private static final int QUIET = 4;

    /** Draws a text, such as the public link of a receipt. */
    public static QrCode of(String text) {
        io.nayuki.qrcodegen.QrCode code =
                io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int run = runLength(code, x, y);
                if (run > 0) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                    x += run;
                }
            }
        }
        return new QrCode(path.toString(), code.size + 2 * QUIET);
    }

    private static int runLength(io.nayuki.qrcodegen.QrCode code, int x, int y) {
        int end = x;
        while (code.getModule(end, y)) {
            end++;
        }
        return end - x;
    }
}
