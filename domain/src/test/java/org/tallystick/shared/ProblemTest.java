package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void hasTheMembersOfRfc9457() {
        Problem problem = Problem.member(ProblemType.MEMBER_INVALID, "card.masked", "is missing");

        assertThat(JsonWriter.text(problem.toMembers("abc")))
                .startsWith("{\"type\":\"/problems/member-invalid\",\"title\":")
                .contains(
                        "\"status\":422",
                        "\"detail\":\"Member \\\"card.masked\\\" is missing.\"",
                        "\"instance\":\"abc\"")
                .endsWith("\"errors\":[{\"member\":\"card.masked\",\"reason\":\"is missing\"}]}");
    }

    @Test
    void keepsExtensionsApartFromTheOriginal() {
        Problem plain = new Problem(ProblemType.COUNTER_CONFLICT, "Taken.");
        Problem extended = plain.with("storedDigest", "xyz");

        assertThat(extended.toMembers("i")).containsEntry("storedDigest", "xyz").doesNotContainKey("errors");
        assertThat(plain.extensions()).isEmpty();
    }

    @Test
    void costsNoStackTrace() {
        assertThat(new Problem(ProblemType.MALFORMED, "x").getStackTrace()).isEmpty();
    }

    @Test
    void knowsTheSlugsOfTheWire() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::slug))
                .containsExactlyInAnyOrder(
                        ("malformed header-invalid too-large unsupported-media-type method-not-allowed"
                                        + " signature-missing signature-invalid certificate-unknown bill-mismatch member-invalid"
                                        + " part-mismatch full-card-number counter-jump counter-conflict code-used changed-meanwhile rate-limited"
                                        + " not-confirmed unauthenticated forbidden not-found removed internal")
                                .split(" "));
        assertThat(ProblemType.ofSlug("counter-jump")).contains(ProblemType.COUNTER_JUMP);
        assertThat(ProblemType.ofSlug("nonsense")).isEmpty();
    }
}
