package org.tallystick.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.receipts.SlipFile.Fault;
import org.tallystick.receipts.SlipFile.Slip;

class SlipFileTest {
    private static final Currency YUAN = Currency.getInstance("CNY");
    private static final Slip ONE = new Slip(new BatchTotals.Key("10240017", "000012", YUAN), 7, 123_450);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terminal,batch,count,net\r\n10240017,12,7,1234.50\r\n",
                "Net,Count,Batch,Terminal,Remark\n\"¥1,234.50\",7,000012,10240017,evening",
                "\uFEFF终端号,批次号,笔数,净额,币种\n10240017,000012,7,1234.5,CNY\n\n",
                "终端,批次,笔数,净额,币种\n10240017,12,7,1234.50,"
            })
    void columnsAreFoundByTheirNames(String text) {
        SlipFile file = SlipFile.read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(file.faults()).isEmpty();
        assertThat(file.slips()).containsExactly(ONE);
    }

    @Test
    void chineseSpreadsheetsWriteAnotherCharset() {
        byte[] file = "终端号,批次号,笔数,净额\n10240017,12,7,1234.50".getBytes(Charset.forName("GBK"));

        assertThat(SlipFile.read(file).slips()).containsExactly(ONE);
    }

    @ParameterizedTest
    @CsvSource({
        "'1024001,12,7,1.00', terminal",
        "'10240017,x,7,1.00', batch",
        "'10240017,12,-7,1.00', count",
        "'10240017,12,7,1.005', net",
        "'10240017,12,7', net",
        "'10240017,12,7,1.00,XYZ', currency"
    })
    void everyFaultNamesItsLineAndColumn(String row, String column) {
        String text = "terminal,batch,count,net,currency\n10240018,1,1,1.00,\n" + row + "\n";

        assertThat(SlipFile.read(text.getBytes(StandardCharsets.UTF_8)).faults())
                .containsExactly(new Fault(3, column));
    }

    @Test
    void aBatchStandsOnce() {
        String text = "terminal,batch,count,net\n10240017,12,7,1.00\n10240017,000012,7,1.00\n";

        assertThat(SlipFile.read(text.getBytes(StandardCharsets.UTF_8)).faults())
                .containsExactly(new Fault(3, "twice"));
    }

    @Test
    void missingColumnsAreNamedOnce() {
        String text = "terminal,count\n10240017,12\n10240017,12\n";

        assertThat(SlipFile.read(text.getBytes(StandardCharsets.UTF_8)).faults())
                .containsExactly(new Fault(1, "batch"), new Fault(1, "net"));
    }

    @Test
    void otherFilesAreRefused() {
        assertThat(SlipFile.read(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0}).faults())
                .containsExactly(new Fault(0, "text"));
        assertThat(SlipFile.read(new byte[0]).faults()).containsExactly(new Fault(0, "text"));
        assertThat(SlipFile.read("\"open".getBytes(StandardCharsets.UTF_8)).faults())
                .isNotEmpty();
        assertThat(SlipFile.read(new byte[SlipFile.LARGEST + 1]).faults()).containsExactly(new Fault(0, "long"));
    }

    @Test
    void aMillionLinesAreTooMany() {
        String text = "terminal,batch,count,net\n"
                + java.util.stream.IntStream.range(0, SlipFile.MOST_SLIPS + 1)
                        .mapToObj(i -> "10240017," + i + ",1,1\n")
                        .collect(java.util.stream.Collectors.joining());

        assertThat(SlipFile.read(text.getBytes(StandardCharsets.UTF_8)).faults())
                .containsExactly(new Fault(0, "long"));
    }
}
