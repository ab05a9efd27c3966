package org.tallystick.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal that its receiver can act on (RFC 9457; API.md, Errors).
 *
 * <p>Immutable. Texts name what is wrong and how to mend it, never a value that was sent. No stack trace is taken: a
 * flood of bad messages must stay cheap, and the type says enough.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;
    private final List<MemberError> errors;
    private final Map<String, Object> extensions;

    /**
     * One member at fault.
     *
     * @param member path inside the message, such as {@code card.masked} or {@code outage[2].amount}
     * @param reason what is wrong with it
     */
    public record MemberError(String member, String reason) {}

    /** @param detail a sentence for the person who mends the sender */
    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    private Problem(ProblemType type, String detail, List<MemberError> errors, Map<String, Object> extensions) {
        super(type.slug() + ": " + detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.errors = errors;
        this.extensions = extensions;
    }

    /** @return a problem whose only fault is one member of the message */
    public static Problem member(ProblemType type, String member, String reason) {
        return new Problem(
                type, "Member \"" + member + "\" " + reason + ".", List.of(new MemberError(member, reason)), Map.of());
    }

    /** @return the same problem with one more extension member, such as {@code storedDigest} */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, detail, errors, Collections.unmodifiableMap(more));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    /** @return the members at fault, empty when none is named */
    public List<MemberError> errors() {
        return errors;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    /**
     * The members of the answer, in the order of RFC 9457 section 3.1.
     *
     * @param instance the id under which this occurrence is logged
     */
    public Map<String, Object> toMembers(String instance) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "/problems/" + type.slug());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        members.put("instance", instance);
        if (!errors.isEmpty()) {
            List<Map<String, Object>> faults = new ArrayList<>();
            errors.forEach(error -> faults.add(faultMembers(error)));
            members.put("errors", faults);
        }
        members.putAll(extensions);
        return members;
    }

    private static Map<String, Object> faultMembers(MemberError error) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("member", error.member());
        members.put("reason", error.reason());
        return members;
    }
}
