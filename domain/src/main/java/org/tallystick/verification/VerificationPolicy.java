package org.tallystick.verification;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.shared.JsonObject;

/**
 * Which questions decide for a purpose from a day on. A row of {@code policies.json}; reports name it, so that anybody can
 * later say by which rules a receipt was judged.
 *
 * @param version counts from 1 within the id; a version that was in force is never changed
 * @param from first day, UTC, on which it counts
 * @param decisive questions that must pass; those without an answer, or with a notice for one, leave the outcome unknown
 * @param warning questions whose notices are told without changing the outcome; a failure decides all the same
 * @param notAsked questions that are left out
 * @param witnesses known witnesses that must have co-signed for {@code witnessed} to pass
 */
public record VerificationPolicy(
        String id,
        int version,
        Purpose purpose,
        LocalDate from,
        Set<String> decisive,
        Set<String> warning,
        Set<String> notAsked,
        int witnesses) {
    private static final Set<String> MEMBERS =
            Set.of("id", "version", "purpose", "from", "decisive", "warning", "notAsked", "witnesses");

    public VerificationPolicy {
        decisive = Set.copyOf(decisive);
        warning = Set.copyOf(warning);
        notAsked = Set.copyOf(notAsked);
    }

    /** Whether a question that could not be answered leaves the outcome unknown. */
    public boolean isDecisive(String question) {
        return decisive.contains(question);
    }

    boolean asks(String question) {
        return !notAsked.contains(question);
    }

    /** {@code id/version}, for people. */
    public String name() {
        return id + "/" + version;
    }

    /** @throws org.tallystick.shared.Problem if a member is missing, unknown or of another kind */
    static VerificationPolicy read(JsonObject json) {
        json.onlyMembers(MEMBERS);
        return new VerificationPolicy(
                json.string("id"),
                Math.toIntExact(json.integer("version")),
                Purpose.of(json.string("purpose")).orElseThrow(() -> json.problem("purpose", "is none")),
                LocalDate.parse(json.string("from")),
                questions(json, "decisive"),
                questions(json, "warning"),
                questions(json, "notAsked"),
                Math.toIntExact(json.integer("witnesses")));
    }

    private static Set<String> questions(JsonObject json, String member) {
        List<String> names = json.strings(member);
        Set<String> questions = new LinkedHashSet<>(names);
        if (questions.size() != names.size()) {
            throw json.problem(member, "names a question twice");
        }
        return questions;
    }
}
