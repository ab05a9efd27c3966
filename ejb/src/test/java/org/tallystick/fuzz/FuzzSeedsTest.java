package org.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with and what it has found, tried in every build, with damages near at hand. */
class FuzzSeedsTest {
    private static final int STEP = 11;

    static Stream<Class<?>> readers() {
        return Fuzzing.READERS.stream();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void everyReaderAnswersItsSeedsAndTheirDamagesAsItAnnounces(Class<?> reader) throws Exception {
        MethodHandle read = MethodHandles.publicLookup()
                .findStatic(reader, "fuzzerTestOneInput", MethodType.methodType(void.class, byte[].class));
        List<byte[]> seeds = Fuzzing.inputs(reader);

        assertThat(seeds).as("seeds of %s", reader.getSimpleName()).isNotEmpty();
        for (byte[] seed : seeds) {
            assertThatCode(() -> read.invoke(seed)).doesNotThrowAnyException();
            for (byte[] damaged : damages(seed)) {
                assertThatCode(() -> read.invoke(damaged)).doesNotThrowAnyException();
            }
        }
    }

    private static List<byte[]> damages(byte[] seed) {
        Stream.Builder<byte[]> damaged = Stream.builder();
        for (int i = 0; i < seed.length; i += STEP) {
            byte[] flipped = seed.clone();
            flipped[i] ^= (byte) (1 << i % Byte.SIZE);
            damaged.add(flipped).add(Arrays.copyOf(seed, i));
        }
        return damaged.add(Arrays.copyOf(seed, seed.length + STEP)).build().toList();
    }
}
