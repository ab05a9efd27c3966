package org.tallystick.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of refusal and their HTTP status (API.md, Errors). The slug is the last part of the address of the page
 * {@code /problems/{slug}} that tells cause and remedy, and never changes: clients act on it.
 */
public enum ProblemType {
    MALFORMED(400, "The message is not well-formed"),
    HEADER_INVALID(400, "The signature's protected header is not as required"),
    TOO_LARGE(413, "The message is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    SIGNATURE_MISSING(401, "The signature is missing"),
    SIGNATURE_INVALID(401, "The signature does not verify"),
    CERTIFICATE_UNKNOWN(401, "The certificate is not known"),
    BILL_MISMATCH(422, "The bill does not match the certificate"),
    MEMBER_INVALID(422, "A member has an impossible value"),
    PART_MISMATCH(422, "A part does not match the bill"),
    FULL_CARD_NUMBER(422, "A text contains a full card number"),
    COUNTER_JUMP(422, "The counter jumps too far"),
    COUNTER_CONFLICT(409, "The counter is taken by another bill"),
    CODE_USED(409, "The link code is taken by another bill"),
    CHANGED_MEANWHILE(409, "Somebody else has changed it meanwhile"),
    RATE_LIMITED(429, "Too many requests"),
    NOT_CONFIRMED(503, "Not confirmed: repeat the request"),
    UNAUTHENTICATED(401, "Authentication is required"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    REMOVED(410, "It was removed after its retention"),
    INTERNAL(500, "Something went wrong on our side");

    private static final Map<String, ProblemType> BY_SLUG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProblemType::slug, Function.identity()));

    private final int status;
    private final String title;
    private final String slug;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
        this.slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return the stable name in addresses and answers, such as {@code counter-jump} */
    public String slug() {
        return slug;
    }

    /** @return the HTTP status code */
    public int status() {
        return status;
    }

    /** @return a short English sentence, the same for every occurrence */
    public String title() {
        return title;
    }

    /** @return the type with this slug, if there is one */
    public static Optional<ProblemType> ofSlug(String slug) {
        return Optional.ofNullable(BY_SLUG.get(slug));
    }
}
