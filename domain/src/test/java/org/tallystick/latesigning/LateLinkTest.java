package org.tallystick.latesigning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of a link for a late signature. */
class LateLinkTest {
    private static final Instant TIME = Instant.parse("2026-11-29T09:00:00.123Z");

    @Test
    void aLinkWorksUntilItsTimeIsOverOrSomethingEndsIt() {
        LateLink open = link(Optional.empty());

        assertThat(open.state(TIME.plusSeconds(59))).isEqualTo(LateLink.State.OPEN);
        assertThat(open.state(TIME.plusSeconds(60))).isEqualTo(LateLink.State.EXPIRED);
        assertThat(link(Optional.of(LateLink.State.SIGNED)).state(TIME.plus(Duration.ofDays(9))))
                .isEqualTo(LateLink.State.SIGNED);
        assertThat(link(Optional.of(LateLink.State.REVOKED)).state(TIME)).isEqualTo(LateLink.State.REVOKED);
    }

    private static LateLink link(Optional<LateLink.State> ending) {
        return new LateLink(
                "id",
                "M12345678",
                "receipt",
                "merchant",
                "owner",
                TIME,
                TIME.plusSeconds(60),
                Optional.empty(),
                ending,
                Optional.empty());
    }
}
