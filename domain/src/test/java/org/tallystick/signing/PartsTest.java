package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

class PartsTest {
    private static final Part PHONE = Bills.part(Part.PHONE, "text/plain", "+86 138 0013 8000");

    @Test
    void areNamedByTheirSaltedDigest() {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        Part part = new Part(Part.PHONE, "text/plain", salt, new byte[] {'1'});

        assertThat(part.digest())
                .isEqualTo(Sha256.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, '1'}));
    }

    @Test
    void maySimplyBeMissing() {
        assertThatCode(() -> Bills.naming(List.of(PHONE)).checkParts(List.of())).doesNotThrowAnyException();
        assertThatCode(() -> Bills.naming(List.of(PHONE)).checkParts(List.of(PHONE)))
                .doesNotThrowAnyException();
    }

    @Test
    void areRefusedIfTheBillDoesNotNameThem() {
        refused(Bills.parse(Bills.minimal()), List.of(PHONE), ProblemType.PART_MISMATCH, "parts.phone");
    }

    @Test
    void areRefusedIfTheirDigestDiffers() {
        Part otherSalt = new Part(Part.PHONE, "text/plain", Sha256.of(), PHONE.data());
        refused(Bills.naming(List.of(PHONE)), List.of(otherSalt), ProblemType.PART_MISMATCH, "parts.phone");
        Part otherData = Bills.part(Part.PHONE, "text/plain", "13900139000");
        refused(Bills.naming(List.of(PHONE)), List.of(otherData), ProblemType.PART_MISMATCH, "parts.phone");
    }

    @Test
    void areRefusedIfOneOccursTwice() {
        refused(Bills.naming(List.of(PHONE)), List.of(PHONE, PHONE), ProblemType.PART_MISMATCH, "parts.phone");
    }

    @Test
    void areReadAsTheyAreWritten() {
        Part read = Part.parse(StrictJson.parse(JsonWriter.write(PHONE.toMembers()), StrictJson.Limits.ENVELOPE));

        assertThat(read).usingRecursiveComparison().isEqualTo(PHONE);
    }

    @Test
    void haveOneOfFourNamesAndItsMediaTypes() {
        unreadable("name", "receipt", ProblemType.MEMBER_INVALID);
        unreadable("mediaType", "text/html", ProblemType.MEMBER_INVALID);
        unreadable("mediaType", "text/plain; charset=utf-8", ProblemType.MEMBER_INVALID);
        unreadable("salt", Base64Url.encode(new byte[15]), ProblemType.MEMBER_INVALID);
        unreadable("salt", Base64Url.encode(new byte[17]), ProblemType.MEMBER_INVALID);
        unreadable("salt", "AA==", ProblemType.MALFORMED);
        unreadable("data", "AB", ProblemType.MALFORMED);
        unreadable("data", null, ProblemType.MALFORMED);
        unreadable("data", Base64Url.encode(new byte[65]), ProblemType.TOO_LARGE);
    }

    @Test
    void areTooLargeTogetherBeyond256KiB() {
        Part image = new Part(Part.CARDHOLDER_SIGNATURE, "image/png", new byte[16], new byte[64 << 10]);
        Part tooLarge = new Part(Part.CARDHOLDER_SIGNATURE, "image/png", new byte[16], new byte[(64 << 10) + 1]);
        Part lines = new Part(Part.LINES, "application/json", new byte[16], new byte[192 << 10]);
        Part more = new Part(Part.LINES, "application/json", new byte[16], new byte[(192 << 10) + 1]);

        assertThat(typeOfMessageWith(image, lines)).isNull();
        assertThat(typeOfMessageWith(image, more)).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(typeOfMessageWith(tooLarge)).isEqualTo(ProblemType.TOO_LARGE);
    }

    private static ProblemType typeOfMessageWith(Part... parts) {
        byte[] message = SignedBill.of(new byte[1], Optional.empty(), List.of(parts), Optional.empty())
                .toJson();
        Problem problem = catchThrowableOfType(Problem.class, () -> SignedBill.parse(message));
        return problem == null ? null : problem.type();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "138\n0013", "１３８００１３８０００", "123456789012345678901234567890123"})
    void wantATelephoneNumberAsPhone(String text) {
        contentRefused(Bills.part(Part.PHONE, "text/plain", text), ProblemType.MEMBER_INVALID, "phone");
    }

    @Test
    void containNoFullCardNumber() {
        String card = "4111 1111 1111 1111";
        contentRefused(Bills.part(Part.PHONE, "text/plain", card), ProblemType.FULL_CARD_NUMBER, "phone");
        contentRefused(
                lines("[{\"name\":\"" + card + "\",\"amount\":1}]"), ProblemType.FULL_CARD_NUMBER, "lines[0].name");
        contentRefused(place("{\"address\":\"" + card + "\"}"), ProblemType.FULL_CARD_NUMBER, "place.address");
    }

    @Test
    void keepLineItemsWithDecimalStrings() {
        String json = "[{\"name\":\"牛肉面\",\"quantity\":\"2\",\"unitPrice\":3800,\"amount\":7600,\"taxRate\":\"0.06\"},"
                + "{\"name\":\"折扣\",\"amount\":-600}]";
        List<LineItem> items = LineItem.parse(json.getBytes(StandardCharsets.UTF_8));

        assertThat(items.get(0))
                .isEqualTo(new LineItem("牛肉面", Optional.of("2"), Optional.of(3800L), 7600, Optional.of("0.06")));
        assertThat(LineItem.toJson(items)).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "x",
                "[{\"name\":\"a\"}]",
                "[{\"amount\":1}]",
                "[{\"name\":\"a\",\"amount\":\"1\"}]",
                "[{\"name\":\"a\",\"amount\":1.5}]",
                "[{\"name\":\"a\",\"amount\":1,\"quantity\":2}]",
                "[{\"name\":\"a\",\"amount\":1,\"quantity\":\"1e2\"}]",
                "[{\"name\":\"a\",\"amount\":1,\"quantity\":\"1,5\"}]",
                "[{\"name\":\"a\",\"amount\":1,\"quantity\":\"\"}]",
                "[{\"name\":\"a\",\"amount\":1,\"taxRate\":\".5\"}]",
                "[{\"name\":\"a\",\"name\":\"b\",\"amount\":1}]",
                "[{\"name\":\"a\u202eb\",\"amount\":1}]"
            })
    void refuseOtherLineItems(String json) {
        contentRefused(lines(json), ProblemType.MEMBER_INVALID, null);
    }

    @Test
    void holdInvoicesWithAThousandLines() {
        String line = "{\"name\":\"WHITE HANGING HEART T-LIGHT"
                + " HOLDER\",\"quantity\":\"6\",\"unitPrice\":255,\"amount\":1530}";
        Part part = lines("[" + (line + ",").repeat(1200) + line + "]");

        assertThatCode(() -> Bills.naming(List.of(part)).checkParts(List.of(part)))
                .doesNotThrowAnyException();
    }

    @Test
    void needNotAddUpToBeAccepted() {
        Part right = lines("[{\"name\":\"a\",\"amount\":12345}]");
        Part wrong = lines("[{\"name\":\"a\",\"amount\":12344}]");
        Part huge = lines("[{\"name\":\"a\",\"amount\":9007199254740991}"
                + ",{\"name\":\"a\",\"amount\":9007199254740991}".repeat(2047) + "]");

        assertThat(addsUp(right)).isTrue();
        assertThat(addsUp(wrong)).isFalse();
        assertThat(addsUp(huge)).isFalse();
        assertThat(Bills.naming(List.of(right)).linesAddUp(List.of())).isTrue();
    }

    @Test
    void addUpWithTheTip() {
        Map<String, Object> members = Bills.minimal();
        members.put("tip", 345);

        assertThat(Bills.parse(members).linesAddUp(List.of(lines("[{\"name\":\"a\",\"amount\":12000}]"))))
                .isTrue();
    }

    private static boolean addsUp(Part lines) {
        Bill bill = Bills.naming(List.of(lines));
        bill.checkParts(List.of(lines));
        return bill.linesAddUp(List.of(lines));
    }

    @Test
    void keepThePlaceInDecimalStrings() {
        Place place = new Place(Optional.of("南京东路 1 号"), Optional.of("31.2397"), Optional.of("-121.4998"));

        assertThat(Place.parse(place.toJson())).isEqualTo(place);
        contentRefused(place("{\"latitude\":31,\"longitude\":\"121\"}"), ProblemType.MEMBER_INVALID, "place.latitude");
        contentRefused(
                place("{\"latitude\":\"90.1\",\"longitude\":\"1\"}"), ProblemType.MEMBER_INVALID, "place.latitude");
        contentRefused(
                place("{\"latitude\":\"9\",\"longitude\":\"-181\"}"), ProblemType.MEMBER_INVALID, "place.longitude");
        contentRefused(place("{\"latitude\":\"9\"}"), ProblemType.MEMBER_INVALID, "place.longitude");
        contentRefused(place("[]"), ProblemType.MEMBER_INVALID, "place");
    }

    @Test
    void refuseImagesLargerThanAPadAndKeepCorruptOnes() {
        contentRefused(image("image/png", png(1025, 1)), ProblemType.TOO_LARGE, null);
        contentRefused(image("image/png", png(1, 513)), ProblemType.TOO_LARGE, null);
        contentRefused(image("image/png", png(-1, 1)), ProblemType.TOO_LARGE, null);
        contentRefused(image("image/x-jbig", jbig(1025, 1)), ProblemType.TOO_LARGE, null);
        for (Part part : List.of(
                image("image/png", png(1024, 512)),
                image("image/x-jbig", jbig(1024, 512)),
                image("image/png", new byte[] {1, 2, 3}),
                image("image/x-jbig", new byte[0]),
                image("application/json", "[[[1,2],[3,4]]]".getBytes(StandardCharsets.UTF_8)))) {
            assertThatCode(() -> Bills.naming(List.of(part)).checkParts(List.of(part)))
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .putInt(0x49484452)
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static byte[] jbig(int width, int height) {
        return ByteBuffer.allocate(20)
                .putInt(0x00000100)
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static Part image(String mediaType, byte[] data) {
        return new Part(Part.CARDHOLDER_SIGNATURE, mediaType, new byte[16], data);
    }

    private static Part lines(String json) {
        return Bills.part(Part.LINES, "application/json", json);
    }

    private static Part place(String json) {
        return Bills.part(Part.PLACE, "application/json", json);
    }

    private static void contentRefused(Part part, ProblemType type, String member) {
        refused(Bills.naming(List.of(part)), List.of(part), type, member);
    }

    private static void refused(Bill bill, List<Part> parts, ProblemType type, String member) {
        Problem problem = catchThrowableOfType(Problem.class, () -> bill.checkParts(parts));
        assertThat(problem).as("refusal").isNotNull();
        assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
        if (member != null) {
            assertThat(problem.errors()).extracting(Problem.MemberError::member).containsExactly(member);
        }
    }

    private static void unreadable(String member, String value, ProblemType type) {
        Map<String, Object> members = PHONE.toMembers();
        members.put(member, value);
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> Part.parse(StrictJson.parse(JsonWriter.write(members), StrictJson.Limits.ENVELOPE)));
        assertThat(problem).as("refusal of %s %s", member, value).isNotNull();
        assertThat(problem.type()).isEqualTo(type);
    }
}
