package org.tallystick.latesigning;

import java.nio.charset.StandardCharsets;
import org.tallystick.signing.Part;
import org.tallystick.signing.SigningMethod;

/** What was drawn or typed as a picture of its own: SVG without script, style or anything from elsewhere. */
public final class LatePicture {
    private static final String BEGIN = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\"><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>";
    private static final int NAME_HEIGHT = 96;
    private static final int NAME_CHARACTER = 44;

    private LatePicture() {}

    /** @throws org.tallystick.shared.Problem if a drawing cannot be read */
    public static byte[] of(SigningMethod method, Part part) {
        String svg = method == SigningMethod.DRAWN ? drawing(Strokes.parse(part.data())) : name(part);
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    private static String drawing(Strokes strokes) {
        return BEGIN.formatted(strokes.width(), strokes.height(), strokes.width(), strokes.height())
                + "<path d=\"" + strokes.path() + "\" fill=\"none\" stroke=\"#131c29\" stroke-width=\"6\""
                + " stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>";
    }

    private static String name(Part part) {
        String name = new String(part.data(), StandardCharsets.UTF_8);
        int width = 48 + NAME_CHARACTER * name.codePointCount(0, name.length());
        return BEGIN.formatted(width, NAME_HEIGHT, width, NAME_HEIGHT)
                + "<text x=\"24\" y=\"62\" font-family=\"sans-serif\" font-size=\"40\" fill=\"#131c29\">"
                + escaped(name)
                + "</text></svg>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
