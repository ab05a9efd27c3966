package org.tallystick.signing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Whether parts are those that a bill names, and what they may contain (API.md, Parts; THREATS.md 3.3). */
final class PartCheck {
    private static final int MAX_WIDTH = 1024;
    private static final int MAX_HEIGHT = 512;

    private PartCheck() {}

    static void check(Bill bill, List<Part> parts) {
        Set<String> seen = new HashSet<>();
        for (Part part : parts) {
            String member = "parts." + part.name();
            byte[] digest = bill.parts().get(part.name());
            if (digest == null) {
                throw Problem.member(ProblemType.PART_MISMATCH, member, "is not named in the bill");
            }
            if (!seen.add(part.name())) {
                throw Problem.member(ProblemType.PART_MISMATCH, member, "occurs twice");
            }
            if (!Arrays.equals(digest, part.digest())) {
                throw Problem.member(ProblemType.PART_MISMATCH, member, "has another digest than the bill says");
            }
            checkContent(part);
        }
    }

    private static void checkContent(Part part) {
        switch (part.name()) {
            case Part.LINES -> LineItem.parse(part.data());
            case Part.PLACE -> Place.parse(part.data());
            case Part.PHONE -> checkPhone(part);
            default -> checkImage(part);
        }
    }

    private static void checkPhone(Part part) {
        String text = utf8(part);
        if (CardNumberScan.contains(text)) {
            throw Problem.member(ProblemType.FULL_CARD_NUMBER, Part.PHONE, "contains a full card number");
        }
        boolean dialable = !text.isBlank()
                && text.length() <= 32
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || " +-()*".indexOf(c) >= 0);
        if (!dialable) {
            throw Problem.member(ProblemType.MEMBER_INVALID, Part.PHONE, "must be a telephone number");
        }
    }

    private static String utf8(Part part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(part.data()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, part.name(), "must be UTF-8");
        }
    }

    /** A corrupt image is not refused: what the cardholder drew is found wanting by a case, not by losing the sale. */
    private static void checkImage(Part part) {
        ImageSize.of(part.mediaType(), part.data()).ifPresent(size -> {
            if (size.width() > MAX_WIDTH || size.height() > MAX_HEIGHT) {
                throw new Problem(
                        ProblemType.TOO_LARGE,
                        "The image of the cardholder's signature is at most " + MAX_WIDTH + " by " + MAX_HEIGHT + ".");
            }
        });
    }
}
