package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypedTextTest {
    @Test
    void lineBreaksStayAndOtherControlCharactersGo() {
        assertThat(TypedText.tidy("  one\r\ntwo\rthree\t\u0000\u001b[0m\u0085 "))
                .isEqualTo("one\ntwo\nthree\t[0m");
    }
}
