package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.terminal.TerminalException;

class SalesFileTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path folder;

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        Path file = folder.resolve("mark.csv");
        Files.writeString(file, "\uFEFF" + HEADER + "1,A,X,1,12/1/2010 8:26,1,1,UK\n");
        assertThat(SalesFile.read(file, UTF_8).invoices())
                .extracting(Invoice::number)
                .containsExactly("1");
    }

    @Test
    void linesWithoutAnInvoiceNumberAreCounted() throws IOException {
        Path file = folder.resolve("stray.csv");
        Files.writeString(file, HEADER + "1,A,X,1,12/1/2010 8:26,1,1,UK\n,A,X,1,12/1/2010 8:26,1,1,UK\n");
        assertThat(SalesFile.read(file, UTF_8).strayLines()).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "InvoiceNo,Quantity\n1,2\n"})
    void anotherKindOfFileIsRefused(String content) throws IOException {
        Path file = folder.resolve("other.csv");
        Files.writeString(file, content);
        assertThatThrownBy(() -> SalesFile.read(file, UTF_8))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("lacks the columns")
                .hasMessageContaining("StockCode");
    }

    @Test
    void anotherCharacterSetIsNamed() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, (HEADER + "1,A,£ SIGN,1,12/1/2010 8:26,1,1,UK\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> SalesFile.read(file, UTF_8)).hasMessageContaining("--charset");
        assertThat(SalesFile.read(file, StandardCharsets.ISO_8859_1).invoices()).hasSize(1);
    }
}
