package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader says of every text what the platform's says. */
class OffsetTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T09:30:00+08:00",
                "2026-01-31T09:30:00-00:00",
                "2026-01-31T09:30:00-03:30",
                "2026-01-31T09:30:00+18:00",
                "2026-01-31T09:30:00+18:01",
                "2026-01-31T09:30:00+05:60",
                "2026-02-29T09:30:00+08:00",
                "2024-02-29T24:00:00+08:00",
                "2024-02-29T23:59:60+08:00",
                "0000-01-01T00:00:00+00:00",
                "2026-01-31T09:30:00Z",
                "2026-01-31T09:30+08:00",
                "2026-01-31T09:30:00.5+08:0",
                "2026-01-31T09:30:00.25+08:00",
                "2026-01-31T09:30:00+08:00:01",
                "2026-01-31 09:30:00+08:00",
                "２026-01-31T09:30:00+08:00",
                "2026-01-31T09:30:00+0800x",
                ""
            })
    void eachTextIsReadAsThePlatformReadsIt(String text) {
        assertSame(text);
    }

    @Test
    void soIsWhateverDigitsStandThere() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String form = "2026-0%d-%d%dT%d%d:%d%d:%d0%s%d%d:%d0";
            assertSame(form.formatted(
                    random.nextInt(10),
                    random.nextInt(4),
                    random.nextInt(10),
                    random.nextInt(3),
                    random.nextInt(10),
                    random.nextInt(7),
                    random.nextInt(10),
                    random.nextInt(7),
                    random.nextBoolean() ? "+" : "-",
                    random.nextInt(2),
                    random.nextInt(10),
                    random.nextInt(7)));
        }
    }

    private static void assertSame(String text) {
        assertThat(read(OffsetTime::parse, text)).as(text).isEqualTo(read(OffsetDateTime::parse, text));
    }

    private static Optional<OffsetDateTime> read(Function<String, OffsetDateTime> reader, String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
