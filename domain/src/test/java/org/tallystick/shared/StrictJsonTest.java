package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final StrictJson.Limits SMALL = new StrictJson.Limits(3, 8, 16, 20);

    @Test
    void readsEveryKindOfValue() {
        JsonObject json =
                read("{\"t\":\"上海\",\"n\":-5,\"b\":true,\"z\":null,\"o\":{\"a\":1},\"l\":[{\"a\":2}],\"s\":[\"x\"]}");

        assertThat(json.string("t")).isEqualTo("上海");
        assertThat(json.integer("n")).isEqualTo(-5);
        assertThat(json.bool("b")).isTrue();
        assertThat(json.has("z")).isFalse();
        assertThat(json.names()).contains("z");
        assertThat(json.object("o").integer("a")).isEqualTo(1);
        assertThat(json.objects("l").get(0).integer("a")).isEqualTo(2);
        assertThat(json.strings("s")).containsExactly("x");
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat(read("{\"b\":1,\"a\":2,\"c\":3}").names()).containsExactly("b", "a", "c");
    }

    @Test
    void acceptsTheLargestExactIntegers() {
        JsonObject json = read("{\"a\":9007199254740991,\"b\":-9007199254740991,\"c\":-0}");

        assertThat(json.integer("a")).isEqualTo(9007199254740991L);
        assertThat(json.integer("b")).isEqualTo(-9007199254740991L);
        assertThat(json.integer("c")).isZero();
    }

    @Test
    void acceptsSurrogatePairsAndWhiteSpaceAroundTheValue() {
        assertThat(read(" \n{\"t\":\"😀\\ud83d\\ude00\"}\r\t ").string("t")).isEqualTo("😀😀");
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("same name twice", "{\"amount\":1,\"amount\":2}"),
                Arguments.of("same name twice, one disguised", "{\"amount\":1,\"amo\\u0075nt\":2}"),
                Arguments.of("same name twice, nested", "{\"a\":[{\"b\":1,\"b\":1}]}"),
                Arguments.of("same name twice, the first null", "{\"a\":null,\"a\":1}"),
                Arguments.of("exponent", "{\"a\":1e2}"),
                Arguments.of("capital exponent", "{\"a\":1E2}"),
                Arguments.of("fraction", "{\"a\":1.0}"),
                Arguments.of("2^53", "{\"a\":9007199254740992}"),
                Arguments.of("-2^53", "{\"a\":-9007199254740992}"),
                Arguments.of("beyond 64 bits", "{\"a\":18446744073709551617}"),
                Arguments.of("a million digits", "{\"a\":" + "9".repeat(1_000_000) + "}"),
                Arguments.of("leading zero", "{\"a\":01}"),
                Arguments.of("plus sign", "{\"a\":+1}"),
                Arguments.of("not a number", "{\"a\":NaN}"),
                Arguments.of("hexadecimal", "{\"a\":0x10}"),
                Arguments.of("single quotes", "{'a':1}"),
                Arguments.of("unquoted name", "{a:1}"),
                Arguments.of("comment", "{\"a\":1/*x*/}"),
                Arguments.of("trailing comma", "{\"a\":1,}"),
                Arguments.of("trailing comma in array", "{\"a\":[1,]}"),
                Arguments.of("missing value", "{\"a\":[1,,2]}"),
                Arguments.of("second value", "{} {}"),
                Arguments.of("rubbish behind", "{}x"),
                Arguments.of("cut off", "{\"a\":"),
                Arguments.of("nothing", ""),
                Arguments.of("white space only", "  "),
                Arguments.of("array outside", "[]"),
                Arguments.of("string outside", "\"a\""),
                Arguments.of("null outside", "null"),
                Arguments.of("raw control character", "{\"a\":\"x\ny\"}"),
                Arguments.of("escaped control character", "{\"a\":\"x\\ny\"}"),
                Arguments.of("escaped NUL", "{\"a\":\"\\u0000\"}"),
                Arguments.of("delete", "{\"a\":\"\u007f\"}"),
                Arguments.of("C1 control character", "{\"a\":\"\u0085\"}"),
                Arguments.of("lone high surrogate", "{\"a\":\"\\ud83d\"}"),
                Arguments.of("lone high surrogate before text", "{\"a\":\"\\ud83dx\"}"),
                Arguments.of("lone low surrogate", "{\"a\":\"\\ude00\"}"),
                Arguments.of("swapped surrogates", "{\"a\":\"\\ude00\\ud83d\"}"),
                Arguments.of("right-to-left override", "{\"a\":\"abc\u202ecba\"}"),
                Arguments.of("left-to-right embedding", "{\"a\":\"\u202a\"}"),
                Arguments.of("isolate", "{\"a\":\"\\u2066\"}"),
                Arguments.of("pop isolate", "{\"a\":\"\u2069\"}"),
                Arguments.of("control character in a name", "{\"a\\tb\":1}"),
                Arguments.of("unknown escape", "{\"a\":\"\\x41\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refuses(String name, String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8), StrictJson.Limits.BILL))
                .isEqualTo(ProblemType.MALFORMED);
    }

    static Stream<Arguments> badBytes() {
        return Stream.of(
                Arguments.of("byte order mark", "efbbbf7b7d"),
                Arguments.of("overlong A", "7b22c181223a317d"),
                Arguments.of("overlong slash", "7b22e080af223a317d"),
                Arguments.of("encoded surrogate", "7b22eda0bd223a317d"),
                Arguments.of("pair of encoded surrogates as a name", "7b22eda0bdedb880223a317d"),
                Arguments.of("pair of encoded surrogates as a string", "7b2261223a22eda0bdedb880227d"),
                Arguments.of("beyond U+10FFFF", "7b22f4908080223a317d"),
                Arguments.of("five-byte form", "7b22f888808080223a317d"),
                Arguments.of("lone continuation", "7b2280223a317d"),
                Arguments.of("cut sequence inside", "7b22e4b8223a317d"),
                Arguments.of("cut sequence at the end", "7b7de4b8"),
                Arguments.of("Latin-1", "7b22e4223a317d"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBytes")
    void refusesWhatIsNotUtf8(String name, String hex) {
        assertThat(refusal(HexFormat.of().parseHex(hex), StrictJson.Limits.BILL))
                .isEqualTo(ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodingsOfUnicode(String charset) {
        assertThat(refusal("{\"a\":1}".getBytes(Charset.forName(charset)), StrictJson.Limits.BILL))
                .isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThat(refusal("{\"a\":[[1]]}", SMALL)).isNull();
        assertThat(refusal("{\"a\":[[[1]]]}", SMALL)).isEqualTo(ProblemType.MALFORMED);
        String bomb = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(refusal(bomb, StrictJson.Limits.UPLOAD)).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void refusesNamesAndStringsThatAreTooLong() {
        assertThat(refusal("{\"12345678\":\"1234567890123456\"}", SMALL)).isNull();
        assertThat(refusal("{\"123456789\":1}", SMALL)).isEqualTo(ProblemType.MALFORMED);
        assertThat(refusal("{\"a\":\"12345678901234567\"}", SMALL)).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void refusesTooManyTokens() {
        assertThat(refusal("{\"a\":[" + "1,".repeat(14) + "1]}", SMALL)).isNull();
        assertThat(refusal("{\"a\":[" + "1,".repeat(16) + "1]}", SMALL)).isEqualTo(ProblemType.MALFORMED);
    }

    @Test
    void tellsThePositionAndNeverTheValue() {
        Problem problem = problem("{\"phone\":\"13800138000\",\"phone\":\"13900139000\"}", StrictJson.Limits.BILL);

        assertThat(problem.detail()).contains("at byte").doesNotContain("13800138000", "13900139000", "phone");
    }

    @Test
    void readsArraysOfObjectsForParts() {
        byte[] array = "[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8);

        List<JsonObject> items = StrictJson.parseArray(array, StrictJson.Limits.PART, "lines");

        assertThat(items).extracting(item -> item.integer("a")).containsExactly(1L, 2L);
        Problem missing = catchThrowableOfType(Problem.class, () -> items.get(1).string("b"));
        assertThat(missing.errors()).containsExactly(new Problem.MemberError("lines[1].b", "is missing"));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void readsBackWhatTheWriterWrites(@ForAll("documents") Map<String, Object> document) {
        assertThat(StrictJson.parse(JsonWriter.write(document), StrictJson.Limits.ENVELOPE)
                        .asMap())
                .isEqualTo(document);
    }

    @Property(tries = 2000)
    void neverThrowsAnythingButMalformed(@ForAll("mutations") byte[] bytes) {
        try {
            StrictJson.parse(bytes, StrictJson.Limits.BILL);
        } catch (Problem problem) {
            assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('上', '海', 'é', '¥')
                .ofMaxLength(12);
        Arbitrary<Long> number = Arbitraries.longs().between(-StrictJson.MAX_INTEGER, StrictJson.MAX_INTEGER);
        Arbitrary<Object> scalar =
                Arbitraries.oneOf(text.map(t -> (Object) t), number.map(n -> n), Arbitraries.of(true, false));
        Arbitrary<Object> value = Arbitraries.oneOf(
                scalar,
                scalar.list().ofMaxSize(4).map(l -> l),
                Arbitraries.maps(text, scalar).ofMaxSize(4).map(m -> m));
        return Arbitraries.maps(text, value).ofMaxSize(8);
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        byte[] whole = "{\"a\":[1,\"上\\u0041\",{\"b\":null}],\"c\":-12}".getBytes(StandardCharsets.UTF_8);
        return Arbitraries.integers().between(0, whole.length - 1).tuple2().flatMap(cut -> Arbitraries.bytes()
                .map(b -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    out.write(whole, 0, cut.get1());
                    out.write(b);
                    out.write(whole, cut.get2(), whole.length - cut.get2());
                    return out.toByteArray();
                }));
    }

    private static JsonObject read(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), StrictJson.Limits.BILL);
    }

    private static ProblemType refusal(String text, StrictJson.Limits limits) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), limits);
    }

    private static ProblemType refusal(byte[] bytes, StrictJson.Limits limits) {
        Problem problem = catchThrowableOfType(Problem.class, () -> StrictJson.parse(bytes, limits));
        return problem == null ? null : problem.type();
    }

    private static Problem problem(String text, StrictJson.Limits limits) {
        return catchThrowableOfType(
                Problem.class, () -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), limits));
    }
}
