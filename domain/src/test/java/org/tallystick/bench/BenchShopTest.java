package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enrolment codes as a server writes them, for as many terminals as a run may have. */
class BenchShopTest {
    @TempDir
    Path folder;

    private Path codes(int terminals) throws IOException {
        String all = IntStream.range(0, terminals)
                .mapToObj(
                        "{\"terminalNo\":\"%1$08d\",\"merchantNo\":\"M1\",\"store\":\"Main\",\"code\":\"C%1$d\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        return Files.writeString(folder.resolve("codes.json"), all);
    }

    @Test
    void asManyAsTheLargestRunHasAreRead() throws IOException {
        assertThat(BenchShop.codes(codes(10_000), 10_000)).hasSize(10_000).containsEntry("00009999", "C9999");
    }

    @Test
    void tooFewAreSaid() throws IOException {
        Path three = codes(3);

        assertThatThrownBy(() -> BenchShop.codes(three, 4))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("has 3 enrolment codes, and 4 terminals are wanted");
    }
}
