package org.tallystick.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final String STORED = PasswordHash.of("three green apples fell");

    @Test
    void onlyThePasswordItselfMatches() {
        assertThat(PasswordHash.matches(STORED, "three green apples fell")).isTrue();
        assertThat(PasswordHash.matches(STORED, "three green apples fall")).isFalse();
        assertThat(PasswordHash.matches(STORED, "")).isFalse();
    }

    @Test
    void theSamePasswordHashesToSomethingElseEachTime() {
        assertThat(PasswordHash.of("three green apples fell"))
                .isNotEqualTo(STORED)
                .startsWith("$argon2id$v=19$m=19456");
    }

    /** Made by the reference implementation: argon2id, 64 MiB, 2 passes, 1 lane, salt "somesalt" (phc-winner-argon2, test.c). */
    @Test
    void takesHashesOfTheReferenceImplementation() {
        assertThat(PasswordHash.matches(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                        "password"))
                .isTrue();
    }
}
