package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundBeforeTest {
    private final List<String> looked = new ArrayList<>();
    private final FoundBefore<String> found = new FoundBefore<>(2);

    private String about(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = parts[i].getBytes(StandardCharsets.US_ASCII);
        }
        String together = String.join("|", parts);
        return found.about(
                () -> {
                    looked.add(together);
                    return "found " + together;
                },
                bytes);
    }

    @Test
    void whatWasFoundIsNotLookedForAgain() {
        assertThat(about("a")).isEqualTo(about("a")).isEqualTo("found a");
        assertThat(looked).containsExactly("a");
    }

    @Test
    void partsEndWhereTheyEnd() {
        assertThat(about("ab", "c")).isEqualTo("found ab|c");
        assertThat(about("a", "bc")).isEqualTo("found a|bc");
    }

    @Test
    void whatWasNotAskedForLongestIsForgotten() {
        about("a");
        about("b");
        about("a");
        about("c");

        about("a");
        about("b");

        assertThat(looked).containsExactly("a", "b", "c", "b");
    }

    @Test
    void aFailureIsNotAFinding() {
        assertThatThrownBy(() -> found.about(
                        () -> {
                            throw new IllegalStateException("not now");
                        },
                        new byte[] {'a'}))
                .hasMessage("not now");
        assertThat(about("a")).isEqualTo("found a");
    }
}
