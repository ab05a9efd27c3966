package org.tallystick.receipts.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.receipts.web.RowsFile.Cell;

class RowsFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-x", "@SUM(A1)", "\tx"})
    void aTextThatLooksLikeAFormulaIsHarmless(String text) {
        assertThat(CsvFile.field(Cell.text(text))).isEqualTo("'" + text);
    }

    @Test
    void aNegativeAmountStaysANumber() {
        assertThat(CsvFile.field(Cell.number("-19.00"))).isEqualTo("-19.00");
    }

    @Test
    void csvQuotesAndBeginsWithItsMark() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowsFile file = new CsvFile(out)) {
            file.row(List.of(Cell.text("a,b"), Cell.text("say \"x\""), Cell.text("中")));
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF\"a,b\",\"say \"\"x\"\"\",中\r\n");
    }

    @Test
    void aSheetIsWellFormedAndKeepsTextsAsTexts() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowsFile file = new XlsxFile(out)) {
            file.row(List.of(Cell.text("=1+1 <&>\u0000"), Cell.number("-19.00")));
        }

        Map<String, String> parts = parts(out);
        assertThat(parts).containsKeys("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml");
        assertThat(parts.get("xl/worksheets/sheet1.xml"))
                .contains(">=1+1 &lt;&amp;&gt;</t>")
                .contains("<v>-19.00</v>");
    }

    @Test
    void whatOneSheetCannotHoldGoesOnInTheNextUnderTheSameHeads() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowsFile file = new XlsxFile(out, 3)) {
            file.row(List.of(Cell.text("head")));
            for (int i = 1; i <= 5; i++) {
                file.row(List.of(Cell.number(Integer.toString(i))));
            }
        }

        Map<String, String> parts = parts(out);
        assertThat(parts.keySet().stream().filter(name -> name.contains("/sheet")))
                .hasSize(3);
        assertThat(parts.get("xl/worksheets/sheet1.xml")).contains(">head<", "<v>1</v>", "<v>2</v>");
        assertThat(parts.get("xl/worksheets/sheet2.xml")).contains(">head<", "<v>3</v>", "<v>4</v>");
        assertThat(parts.get("xl/worksheets/sheet3.xml")).contains(">head<", "<v>5</v>");
        assertThat(parts.get("xl/workbook.xml")).contains("name=\"Receipts\"", "name=\"Receipts 3\"");
        assertThat(parts.get("[Content_Types].xml")).contains("sheet3.xml");
    }

    private static Map<String, String> parts(ByteArrayOutputStream out) throws Exception {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readAllBytes();
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(content));
                parts.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
