package org.tallystick.receipts.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The least that a spreadsheet is (ECMA-376): texts in place, numbers as numbers. Texts are never formulas here. What one sheet
 * cannot hold goes on in the next, under the same first row.
 */
final class XlsxFile implements RowsFile {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    /** Rows of a sheet, by the format's own limit. */
    static final int MOST_ROWS = 1_048_576;

    private final ZipOutputStream zip;
    private final Writer out;
    private final int mostRows;
    private @Nullable List<Cell> heads;
    private int sheets;
    private int rows;

    XlsxFile(OutputStream stream) throws IOException {
        this(stream, MOST_ROWS);
    }

    XlsxFile(OutputStream stream, int mostRows) throws IOException {
        this.zip = new ZipOutputStream(stream, StandardCharsets.UTF_8);
        this.out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 14);
        this.mostRows = mostRows;
        beginSheet();
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        List<Cell> first = heads;
        if (first == null) {
            heads = List.copyOf(cells);
        } else if (rows == mostRows) {
            endSheet();
            beginSheet();
            write(first);
        }
        write(cells);
    }

    private void write(List<Cell> cells) throws IOException {
        rows++;
        out.write("<row>");
        for (Cell cell : cells) {
            out.write(
                    cell.number()
                            ? "<c><v>" + cell.text() + "</v></c>"
                            : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell.text())
                                    + "</t></is></c>");
        }
        out.write("</row>");
    }

    private void beginSheet() throws IOException {
        sheets++;
        rows = 0;
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets + ".xml"));
        out.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    }

    private void endSheet() throws IOException {
        out.write("</sheetData></worksheet>");
        out.flush();
        zip.closeEntry();
    }

    private void entry(String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        out.write(HEAD + xml);
        out.flush();
        zip.closeEntry();
    }

    private String eachSheet(IntFunction<String> xml) {
        return IntStream.rangeClosed(1, sheets).mapToObj(xml).collect(Collectors.joining());
    }

    private static String relationships(String list) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + list + "</Relationships>";
    }

    private static String relationship(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + DOCUMENT + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /** Without the characters that XML cannot hold. */
    private static String escaped(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** How many sheets there are is known only now: what names them comes last. */
    @Override
    public void close() throws IOException {
        endSheet();
        entry(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE + "content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                        + eachSheet(n -> "<Override PartName=\"/xl/worksheets/sheet" + n + ".xml\" ContentType=\""
                                + TYPE + "worksheet+xml\"/>")
                        + "</Types>");
        entry("_rels/.rels", relationships(relationship(1, "officeDocument", "xl/workbook.xml")));
        entry(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT + "\"><sheets>"
                        + eachSheet(n -> "<sheet name=\"Receipts" + (n == 1 ? "" : " " + n) + "\" sheetId=\"" + n
                                + "\" r:id=\"rId" + n + "\"/>")
                        + "</sheets></workbook>");
        entry(
                "xl/_rels/workbook.xml.rels",
                relationships(eachSheet(n -> relationship(n, "worksheet", "worksheets/sheet" + n + ".xml"))));
        zip.finish();
    }
}
