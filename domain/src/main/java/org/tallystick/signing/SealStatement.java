package org.tallystick.signing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;

/**
 * What the platform states about a bill, {@code tsk} in the seal's header (API.md, Receipt).
 *
 * @param number receipt number
 * @param cause why the bill counts as unsigned; empty for a signed one
 * @param late delivered late: {@code iat} was more than 15 minutes before arrival
 * @param terminalSignature digest of the terminal's entry ({@link JwsEntry#digest}), if there is one
 * @param signedLater the bill was here without a signature that counts, and the terminal's was made later: by the same device or a later
 *     enrolment of the same terminal, not at the sale; stands in the header only where it is so
 */
public record SealStatement(
        String number,
        ReceiptStatus status,
        Optional<Cause> cause,
        Channel channel,
        boolean late,
        Optional<byte[]> terminalSignature,
        boolean signedLater) {
    private static final String SIGNED_LATER = "signedLater";
    private static final Set<String> MEMBERS =
            Set.of("number", "status", "cause", "channel", "late", "terminalSignature", SIGNED_LATER);

    /** Of a bill that was signed, if it was, before it came for the first time. */
    public SealStatement(
            String number,
            ReceiptStatus status,
            Optional<Cause> cause,
            Channel channel,
            boolean late,
            Optional<byte[]> terminalSignature) {
        this(number, status, cause, channel, late, terminalSignature, false);
    }

    static SealStatement read(JsonObject tsk) {
        tsk.onlyMembers(MEMBERS);
        for (String nullable : new String[] {"cause", "terminalSignature"}) {
            if (!tsk.names().contains(nullable)) {
                throw tsk.problem(nullable, "is missing: say null");
            }
        }
        return new SealStatement(
                tsk.string("number"),
                Members.constant(tsk, "status", ReceiptStatus.class),
                Members.optionalConstant(tsk, "cause", Cause.class),
                Members.constant(tsk, "channel", Channel.class),
                tsk.bool("late"),
                tsk.has("terminalSignature") ? Optional.of(Members.digest(tsk, "terminalSignature")) : Optional.empty(),
                tsk.has(SIGNED_LATER) && tsk.bool(SIGNED_LATER));
    }

    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("number", number);
        members.put("status", status.name());
        members.put("cause", cause.map(Cause::code).orElse(null));
        members.put("channel", channel.name());
        members.put("late", late);
        members.put(
                "terminalSignature", terminalSignature.map(Base64Url::encode).orElse(null));
        if (signedLater) {
            members.put(SIGNED_LATER, true);
        }
        return members;
    }
}
