package org.tallystick.latesigning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.latesigning.LateMark.Fault;
import org.tallystick.signing.Part;
import org.tallystick.signing.SigningMethod;

/** What may be kept as a late signature, and why something is none. */
class LateMarkTest {
    private static final byte[] SALT = new byte[Part.SALT_LENGTH];

    @Test
    void aDrawnSignatureIsKeptWithNothingButItsStrokes() throws Exception {
        String drawing = drawing("{\"points\":" + wave(60) + ",\"pressure\":3}", ",\"from\":\"elsewhere\"");

        LateMark mark = LateMark.drawn(drawing.getBytes(UTF_8), SALT);

        assertThat(mark.method()).isEqualTo(SigningMethod.DRAWN);
        assertThat(mark.part().name()).isEqualTo(Part.CARDHOLDER_SIGNATURE);
        assertThat(new String(mark.part().data(), UTF_8))
                .startsWith("{\"width\":600,\"height\":400,\"strokes\":[{\"points\":[{\"x\":20,\"y\":")
                .doesNotContain("pressure")
                .doesNotContain("elsewhere");
    }

    @Test
    void nothingADotABlankAndWhatIsNoDrawingAreNoSignatures() {
        assertThat(fault(drawing("", ""))).contains(Fault.PAD_NONE);
        assertThat(fault(drawing("{\"points\":[{\"x\":5,\"y\":5}]}", ""))).contains(Fault.PAD_NONE);
        assertThat(fault(drawing("{\"points\":[{\"x\":5,\"y\":5},{\"x\":17,\"y\":6}]}", "")))
                .contains(Fault.PAD_LITTLE);
        assertThat(fault("{\"width\":600")).contains(Fault.PAD_UNREADABLE);
        assertThat(fault("{\"width\":4000,\"height\":10,\"strokes\":[]}")).contains(Fault.PAD_UNREADABLE);
        assertThat(fault("x".repeat(Strokes.LARGEST + 1))).contains(Fault.PAD_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "王晓明,",
        "'  Ann   Lee ',",
        "'',PAD_NONE",
        "'   ',PAD_NONE",
        "王,NAME_LETTERS",
        "12345,NAME_LETTERS",
        "Ann 4111 1111 1111 1111,NAME_CARD"
    })
    void aTypedNameHasLettersAndNoCardNumber(String typed, Fault expected) {
        assertThat(typedFault(typed)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aNameIsNotLongerThanItsFieldHoweverManyBytesItHas() {
        assertThat(typedFault("王".repeat(64))).isEmpty();
        assertThat(typedFault("王".repeat(65))).contains(Fault.NAME_LONG);
    }

    @Test
    void aNameCannotTurnTheTextAroundIt() throws Exception {
        assertThat(new String(LateMark.typed("Ann\u202E Lee\n", SALT).part().data(), UTF_8))
                .isEqualTo("Ann Lee");
    }

    @Test
    void aPictureHoldsWhatWasSignedAndNothingThatRuns() throws Exception {
        LateMark typed = LateMark.typed("<script>alert(1)</script>", SALT);
        LateMark drawn =
                LateMark.drawn(drawing("{\"points\":" + wave(60) + "}", "").getBytes(UTF_8), SALT);

        assertThat(new String(LatePicture.of(typed.method(), typed.part()), UTF_8))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(new String(LatePicture.of(drawn.method(), drawn.part()), UTF_8))
                .contains("viewBox=\"0 0 600 400\"")
                .containsPattern("d=\"M20 \\d+L");
    }

    @Test
    void pointsBeyondTheEdgeAreMovedToIt() {
        Strokes strokes = Strokes.parse(
                "{\"width\":100,\"height\":50,\"strokes\":[{\"points\":[{\"x\":-7,\"y\":9},{\"x\":900,\"y\":51}]}]}"
                        .getBytes(UTF_8));

        assertThat(strokes.path()).isEqualTo("M0 9L100 50");
    }

    private static Optional<Fault> typedFault(String name) {
        try {
            LateMark.typed(name, SALT);
            return Optional.empty();
        } catch (LateMark.Refused e) {
            return Optional.of(e.fault());
        }
    }

    private static Optional<Fault> fault(String json) {
        try {
            LateMark.drawn(json.getBytes(UTF_8), SALT);
            return Optional.empty();
        } catch (LateMark.Refused e) {
            return Optional.of(e.fault());
        }
    }

    private static String drawing(String strokes, String more) {
        return "{\"width\":600,\"height\":400,\"strokes\":[" + strokes + "]" + more + "}";
    }

    private static String wave(int points) {
        return IntStream.range(0, points)
                .mapToObj(i -> "{\"x\":" + (20 + 8 * i) + ",\"y\":" + (200 + (int) (90 * Math.sin(i / 2.0))) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
