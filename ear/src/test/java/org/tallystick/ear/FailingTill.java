package org.tallystick.ear;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.Cause;
import org.tallystick.signing.FeatureCode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** A terminal that can do everything wrong that terminals do wrong; it makes messages and sends none. One thread at a time. */
final class FailingTill {
    private static final int JBIG_TOO_LARGE = 1_000;

    private final TestTill till;
    private final Clock clock;
    private final Instant enrolled;
    private byte[] lastImage = CoverageImages.writing(1);

    FailingTill(TestTill till, Clock clock) {
        this.till = till;
        this.clock = clock;
        this.enrolled = clock.instant();
    }

    String terminalNo() {
        return till.profile().terminalNo();
    }

    /** Of the bill that comes next. */
    long nextCounter() {
        return till.nextCounter();
    }

    /** A code was scanned: nobody has to sign. */
    Post scanned() {
        long counter = till.nextCounter();
        return Post.signed(till.next(), counter, false, false);
    }

    /** A card was tapped for a small amount: nobody has to sign. */
    Post tapped() {
        Map<String, Object> bill = bill();
        bill.put("entryMode", "TAP");
        bill.put("card", Map.of("masked", "621234******5678"));
        bill.put("cardholderSignature", Map.of("requirement", "NOT_REQUIRED_SMALL_AMOUNT", "status", "NOT_REQUIRED"));
        return followed(bill, false, false);
    }

    /** A card was swiped and the cardholder has signed on the pad. */
    Post captured(long hand) {
        lastImage = CoverageImages.writing(hand);
        return image("image/png", lastImage, true);
    }

    /** A card was swiped, and this became of the signature. */
    Post swiped(String status) {
        return followed(swipe(status), true, false);
    }

    /** A card was swiped, and the terminal thinks that nobody has to sign. */
    Post notAsked() {
        Map<String, Object> bill = swipe("NOT_REQUIRED");
        signature(bill).put("requirement", "NOT_REQUIRED_SMALL_AMOUNT");
        return followed(bill, true, false);
    }

    /** The bill names an image that does not come. */
    Post imageThatStaysAway() {
        Map<String, Object> bill = swipe("CAPTURED");
        bill.put(
                "parts",
                Map.of(
                        Part.CARDHOLDER_SIGNATURE,
                        Base64Url.encode(part("image/png", lastImage).digest())));
        return followed(bill, true, false);
    }

    Post tooLargeImage() {
        ByteBuffer image = ByteBuffer.allocate(JBIG_TOO_LARGE).putInt(4, 240).putInt(8, 80);
        return image("image/x-jbig", image.array(), false);
    }

    Post damagedImage(long hand) {
        return image("image/png", Arrays.copyOf(CoverageImages.writing(hand), 60), false);
    }

    Post blankImage() {
        return image("image/png", CoverageImages.blank(), false);
    }

    /** The image of the sale before. */
    Post usedImage() {
        return image("image/png", lastImage, false);
    }

    Post codeOfAnotherSale(long hand) {
        Map<String, Object> bill = swipe("CAPTURED");
        signature(bill).put("featureCode", "DEADBEEF");
        return withImage(bill, "image/png", CoverageImages.writing(hand), false);
    }

    /** The terminal could not sign and says why. */
    Post declared(Cause cause) {
        return bare(till.next(), Optional.of(cause));
    }

    /** The terminal could not sign and does not say why. */
    Post unexplained() {
        return bare(till.next(), Optional.empty());
    }

    /** An unsigned bill of an hour that is still to come. */
    Post fromTheFuture() {
        Map<String, Object> bill = bill();
        OffsetDateTime later =
                OffsetDateTime.now(clock.withZone(DemoClock.ZONE)).plusHours(3);
        bill.put("time", later.truncatedTo(ChronoUnit.SECONDS).toString());
        return bare(till.follow(bill), Optional.empty());
    }

    /** Signed by a key that was certified elsewhere, if anywhere. */
    Post byAStranger() {
        byte[] payload = till.next().payload();
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("x5t#S256", Base64Url.encode(new byte[32]));
        return vouched(till.signed(payload, header));
    }

    /** The signature of another bill. */
    Post withAnothersSignature() {
        byte[] payload = till.next().payload();
        JwsEntry other = till.entry(new byte[] {'{', '}'}, till.header(Typ.BILL));
        return vouched(SignedBill.of(payload, Optional.of(other), List.of(), Optional.empty()));
    }

    /** Signed, as the terminal's clock says, an hour before its certificate began. */
    Post beforeTheCertificate() {
        byte[] payload = till.next().payload();
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("iat", enrolled.minus(Duration.ofHours(1)).getEpochSecond());
        return Post.unsigned(till.signed(payload, header), till.nextCounter() - 1, Optional.empty());
    }

    /** Signed; what the platform makes of the certificate is up to it. */
    Post signedAnyway() {
        long counter = till.nextCounter();
        return Post.unsigned(till.next(), counter, Optional.empty());
    }

    /** Follows on a bill that nobody has sent. */
    Post afterAChangedBill() {
        Map<String, Object> bill = bill();
        bill.put("previous", Base64Url.encode(new byte[32]));
        return followed(bill, false, false);
    }

    /** Two bills for one counter, the second of another amount. */
    List<Post> twice() {
        Map<String, Object> bill = bill();
        Map<String, Object> other = new LinkedHashMap<>(bill);
        other.put("amount", 999_999L);
        other.put("code", TestTill.freshCode());
        Post first = followed(bill, false, false);
        return List.of(first, Post.refused(till.sign(other), first.counter().getAsLong(), "409 counter-conflict"));
    }

    /** Somebody who knows the secret claims the first counter for another sale. */
    Post claimOfTheFirst() {
        Map<String, Object> bill = till.bill(1);
        bill.put("amount", 888_888L);
        SignedBill bare = SignedBill.of(
                till.sign(bill).payload(), Optional.empty(), List.of(), Optional.of(Cause.SIGNING_UNIT_FAILED.code()));
        return Post.unsigned(bare, 1, Optional.of(till.secret())).counted(Post.Figures.NONE);
    }

    /** Lists a bill that has not come; amounts as {@link TestTill#bill} makes them. */
    Post recovery(long missing, Cause cause) {
        Map<String, Object> bill = bill();
        bill.put("type", "RECOVERY");
        bill.put("amount", 0L);
        bill.put("entryMode", "NONE");
        bill.put("outage", List.of(Map.of("counter", missing, "amount", 1230L, "cause", cause.code())));
        return followed(bill, false, false);
    }

    /** Says what happened at the sale with this counter. */
    Post event(String type, long counter) {
        return event(type, Map.of("traceNo", "%06d".formatted(counter % 1_000_000)));
    }

    /** Says which version of its program runs: before the sale an older one, after it a newer one. */
    Post program(String version) {
        Instant sale = clock.instant();
        Instant time = version.equals(TrialServer.LEAST_PROGRAM) ? sale.plusSeconds(1) : sale.minusSeconds(1);
        return event("FIRMWARE", Map.of("brand", TrialServer.BRAND, "model", "T-1000", "version", version), time);
    }

    /** The terminal library's directory. */
    Path state() {
        return till.state();
    }

    /** Says what happened now. */
    Post event(String type) {
        return event(type, Map.of());
    }

    /** Says which bill waits in the outbox. */
    Post heartbeat(Post waiting) {
        String digest = Base64Url.encode(SignedBill.parse(waiting.body()).payloadDigest());
        return event("HEARTBEAT", Map.of("waiting", List.of(digest), "outbox", 1));
    }

    /** The same bill, signed now. */
    Post signedNow(Post before) {
        byte[] payload = SignedBill.parse(before.body()).payload();
        Post.Figures figures = new Post.Figures(0, 1, 0, 0);
        return Post.signed(till.sign(payload), before.counter().getAsLong(), false, false)
                .counted(figures);
    }

    private Post event(String type, Map<String, ?> data) {
        return event(type, data, clock.instant());
    }

    private Post event(String type, Map<String, ?> data, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", till.profile().terminalNo());
        event.put("series", till.profile().series());
        event.put("time", time.toString());
        event.put("type", type);
        event.put("data", data);
        return Post.event(till.signed(JsonWriter.write(event), till.header(Typ.EVENT)));
    }

    private Map<String, Object> bill() {
        return till.bill(till.nextCounter());
    }

    private Map<String, Object> swipe(String status) {
        Map<String, Object> bill = bill();
        bill.put("entryMode", "SWIPE");
        bill.put("card", Map.of("masked", "621234******5678"));
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("requirement", "REQUIRED");
        signature.put("status", status);
        signature.put("featureCode", FeatureCode.offline((String) bill.get("batchNo"), (String) bill.get("traceNo")));
        bill.put("cardholderSignature", signature);
        return bill;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> signature(Map<String, Object> bill) {
        return (Map<String, Object>) bill.get("cardholderSignature");
    }

    private Post image(String mediaType, byte[] data, boolean present) {
        return withImage(swipe("CAPTURED"), mediaType, data, present);
    }

    private Post withImage(Map<String, Object> bill, String mediaType, byte[] data, boolean present) {
        Part part = part(mediaType, data);
        bill.put("parts", Map.of(part.name(), Base64Url.encode(part.digest())));
        long counter = till.nextCounter();
        SignedBill signed = till.follow(bill);
        SignedBill whole = SignedBill.of(signed.payload(), signed.signature(), List.of(part), Optional.empty());
        return Post.signed(whole, counter, true, present);
    }

    private static Part part(String mediaType, byte[] data) {
        return new Part(Part.CARDHOLDER_SIGNATURE, mediaType, new byte[Part.SALT_LENGTH], data);
    }

    private Post followed(Map<String, Object> bill, boolean required, boolean present) {
        long counter = till.nextCounter();
        return Post.signed(till.follow(bill), counter, required, present);
    }

    private Post bare(SignedBill signed, Optional<Cause> cause) {
        return vouched(SignedBill.of(signed.payload(), Optional.empty(), List.of(), cause.map(Cause::code)));
    }

    private Post vouched(SignedBill bill) {
        return Post.unsigned(bill, till.nextCounter() - 1, Optional.of(till.secret()));
    }
}
