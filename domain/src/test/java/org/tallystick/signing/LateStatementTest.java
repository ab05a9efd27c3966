package org.tallystick.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;

/** What the platform states about a late signature. */
class LateStatementTest {
    private static final Instant TIME = Instant.parse("2026-11-29T09:00:00.123Z");

    @Test
    void aStatementIsReadAsItWasWritten() {
        LateStatement stated = statement(EnumSet.of(OriginFlag.DEVICE, OriginFlag.NETWORK));

        LateStatement read = LateStatement.parse(stated.payload());

        assertThat(read).usingRecursiveComparison().isEqualTo(stated);
        assertThat(new String(stated.payload(), UTF_8))
                .contains("\"role\":\"CARDHOLDER\"")
                .contains("\"level\":3")
                .contains("\"time\":\"2026-11-29T09:00:00.123Z\"")
                .contains("\"flags\":[\"NETWORK\",\"DEVICE\"]");
    }

    @Test
    void anotherRoleLevelOrDigestIsRefused() {
        String good = new String(statement(Set.of()).payload(), UTF_8);

        for (String bad : new String[] {
            good.replace("CARDHOLDER", "MERCHANT"),
            good.replace("\"level\":3", "\"level\":1"),
            good.replace("\"method\":\"DRAWN\"", "\"method\":\"GUESSED\""),
            good.replaceFirst("\"signature\":\"..", "\"signature\":\""),
            good.replace("[]", "[\"NEARBY\"]")
        }) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> LateStatement.parse(bad.getBytes(UTF_8))).isInstanceOf(Problem.class);
        }
    }

    @Test
    void aSealedStatementKeepsItsBytesAndItsDigestCoversThemAll() {
        SignedStatement sealed = new SignedStatement("cGF5bG9hZA", new JwsEntry("aGVhZA", "c2lnbg"));

        assertThat(SignedStatement.parse(sealed.toJson())).isEqualTo(sealed);
        assertThat(sealed.digest()).isEqualTo(Sha256.of("aGVhZA.cGF5bG9hZA.c2lnbg".getBytes(UTF_8)));
        assertThatThrownBy(() -> SignedStatement.parse("{\"payload\":\"x\",\"signatures\":[]}".getBytes(UTF_8)))
                .isInstanceOf(Problem.class);
    }

    private static LateStatement statement(Set<OriginFlag> flags) {
        return new LateStatement(
                "6B0000000K4",
                Sha256.of(new byte[] {1}),
                "M12345678",
                Sha256.of(new byte[] {2}),
                SigningMethod.DRAWN,
                TIME,
                flags,
                "late-1/en",
                "AAAAAAAAAAAAAAAAAAAAAA");
    }
}
