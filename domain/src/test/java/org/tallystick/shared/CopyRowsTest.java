package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** By PostgreSQL's manual, COPY, Binary Format. */
class CopyRowsTest {
    private static final String HEAD = "5047434f50590aff0d0a00" + "00000000" + "00000000";
    private static final String END = "ffff";

    @Test
    void noRowsAreAHeadAndAnEnd() {
        assertThat(hex(new CopyRows(3))).isEqualTo(HEAD + END);
    }

    @Test
    void everyTypeIsWrittenWithItsLength() {
        CopyRows rows =
                new CopyRows(6).row().text("左").number(2).integer(3).small(4).flag(true);
        rows.date(LocalDate.of(2000, 1, 11));

        assertThat(hex(rows))
                .isEqualTo(HEAD + "0006" + "00000003e5b7a6" + "000000080000000000000002" + "0000000400000003"
                        + "000000020004" + "0000000101" + "000000040000000a" + END);
    }

    @Test
    void nothingIsAnAbsentLength() {
        Long nothing = null;

        assertThat(hex(new CopyRows(3).row().text(null).bytes(null).number(nothing)))
                .isEqualTo(HEAD + "0003" + "ffffffff".repeat(3) + END);
    }

    @Test
    void aRowWithoutAValueForEachColumnIsAMistake() {
        assertThatThrownBy(new CopyRows(2).row().text("a")::row).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(new CopyRows(1).row().text("a").flag(true)::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasHandedOnIsNotWrittenAgain() {
        CopyRows rows = new CopyRows(1).row().text("a");
        rows.handedOn();

        assertThat(rows.length()).isZero();
        assertThat(hex(rows.row().text("b"))).isEqualTo("0001" + "0000000162" + END);
        assertThatThrownBy(new CopyRows(2).row().text("a")::handedOn).isInstanceOf(IllegalStateException.class);
    }

    private static String hex(CopyRows rows) {
        return HexFormat.of().formatHex(rows.end().array(), 0, rows.length());
    }
}
