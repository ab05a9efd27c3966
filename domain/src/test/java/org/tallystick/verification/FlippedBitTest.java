package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Part;

/** One bit is enough: whatever it is flipped in, the file is no longer what it was. */
class FlippedBitTest {
    private static final TestPlatform PLATFORM = new TestPlatform();
    private static final ReceiptFile SIGNED = PLATFORM.genuine();
    /** With the certificates that it needs and no others: nobody reads those. */
    private static final ReceiptFile UNSIGNED =
            PLATFORM.receipt().unsigned().issuers(PLATFORM.sealAuthority).file();

    private final ReceiptVerifier verifier = new ReceiptVerifier();

    /**
     * One bit of what a file holds.
     *
     * @param member 0 receipt, 1 proof, then the certificates, then salt and data of each part
     * @param position share of the member's length, in millionths
     */
    record Flip(boolean signed, int member, int position, int bit) {
        byte[] applyTo(List<byte[]> members) {
            byte[] flipped = members.get(member % members.size()).clone();
            flipped[(int) ((long) position * flipped.length / 1_000_000)] ^= (byte) (1 << bit);
            members.set(member % members.size(), flipped);
            return flipped;
        }
    }

    @Provide
    Arbitrary<Flip> flips() {
        Arbitrary<Integer> member = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.just(1)),
                Tuple.of(5, Arbitraries.integers().between(2, 20)));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        member,
                        Arbitraries.integers().between(0, 999_999).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 7))
                .as(Flip::new);
    }

    @Property(tries = 400)
    void noMemberSurvivesAFlippedBit(@ForAll("flips") Flip flip) {
        ReceiptFile file = flip.signed() ? SIGNED : UNSIGNED;
        List<byte[]> members = members(file);
        flip.applyTo(members);
        VerificationReport report = verifier.verify(json(file, members), PLATFORM.context());
        assertThat(report.outcome()).isIn(Outcome.NOT_GENUINE, Outcome.UNKNOWN);
    }

    /** In the file's own text some flips only take something away, such as the name of {@code parts}. */
    @Property(tries = 400)
    void aFlippedBitOfTheFileAddsNothing(@ForAll boolean signed, @ForAll("flips") Flip flip) {
        ReceiptFile file = signed ? SIGNED : UNSIGNED;
        byte[] text = file.toJson();
        text[(int) ((long) flip.position() * text.length / 1_000_000)] ^= (byte) (1 << flip.bit());
        Outcome outcome = verifier.verify(text, PLATFORM.context()).outcome();
        if (outcome == Outcome.GENUINE || outcome == Outcome.UNSIGNED) {
            assertThat(isPartOf(text, file)).isTrue();
        }
    }

    private static boolean isPartOf(byte[] text, ReceiptFile file) {
        try {
            ReceiptFile read = ReceiptFile.parse(text);
            List<byte[]> known = members(file);
            return members(read).stream().allMatch(member -> known.stream().anyMatch(k -> Arrays.equals(k, member)));
        } catch (Problem e) {
            return false;
        }
    }

    private static List<byte[]> members(ReceiptFile file) {
        List<byte[]> members = new ArrayList<>();
        members.add(file.receipt());
        file.proof().ifPresent(text -> members.add(text.getBytes(StandardCharsets.UTF_8)));
        file.certificates().forEach(certificate -> members.add(CertificateFiles.der(certificate)));
        for (Part part : file.parts()) {
            members.add(part.salt());
            members.add(part.data());
        }
        return members;
    }

    /** Written by hand: a flipped certificate is none that Java would hold. */
    private static byte[] json(ReceiptFile file, List<byte[]> members) {
        int certificates = file.certificates().size();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("receipt", Base64Url.encode(members.get(0)));
        json.put("proof", new String(members.get(1), StandardCharsets.ISO_8859_1));
        json.put(
                "certificates",
                members.subList(2, 2 + certificates).stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .toList());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Part part : file.parts()) {
            Map<String, Object> changed = new LinkedHashMap<>(part.toMembers());
            int at = 2 + certificates + 2 * parts.size();
            changed.put("salt", Base64Url.encode(members.get(at)));
            changed.put("data", Base64Url.encode(members.get(at + 1)));
            parts.add(changed);
        }
        json.put("parts", parts);
        return JsonWriter.write(json);
    }
}
