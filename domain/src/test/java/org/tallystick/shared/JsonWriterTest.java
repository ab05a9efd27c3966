package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void writesCompactlyInTheOrderOfTheMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", "上\"\\\n");
        members.put("a", List.of(1, 2L, true));
        members.put("m", Map.of("k", "v"));
        members.put("n", null);

        assertThat(JsonWriter.text(members))
                .isEqualTo("{\"z\":\"上\\\"\\\\\\n\",\"a\":[1,2,true],\"m\":{\"k\":\"v\"},\"n\":null}");
    }

    /** Some more than fit the generator's buffer, too. */
    @Test
    void writesBytesAsBase64Url() {
        byte[] many = new byte[30_000];
        Arrays.fill(many, (byte) -1);

        assertThat(JsonWriter.text(Map.of("a", new byte[] {-1, -2, 0, 1}))).isEqualTo("{\"a\":\"__4AAQ\"}");
        assertThat(JsonWriter.text(Map.of("a", many))).isEqualTo("{\"a\":\"" + "_".repeat(40_000) + "\"}");
    }

    @Test
    void leavesOutAbsentMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("a", Optional.empty());
        members.put("b", Optional.of("x"));
        members.put("c", OptionalLong.empty());
        members.put("d", OptionalLong.of(7));

        assertThat(JsonWriter.text(members)).isEqualTo("{\"b\":\"x\",\"d\":7}");
    }

    @Test
    void writesMeasuredFiguresAsTheyWereRounded() {
        assertThat(JsonWriter.text(Map.of("a", new BigDecimal("0.120")))).isEqualTo("{\"a\":0.120}");
    }

    @Test
    void knowsNoBinaryFractions() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonWriter.write(Map.of("a", 1.5)));
    }
}
