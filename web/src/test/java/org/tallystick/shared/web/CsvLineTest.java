package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void quotesWhatNeedsIt() {
        assertThat(CsvLine.of("a", "b,c", "say \"hi\"", "two\nlines", ""))
                .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    }

    @Test
    void aFormulaIsTextAndANegativeAmountANumber() {
        assertThat(CsvLine.of("=1+1", "@SUM(A1)", "+49", "-12.50", "-x", "\t=1"))
                .isEqualTo("'=1+1,'@SUM(A1),'+49,-12.50,'-x,'\t=1\r\n");
    }
}
