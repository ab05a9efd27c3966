package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.xml.sax.InputSource;

/** What every page must keep to so that no data ever becomes markup, script or an expression (THREATS.md B6, B7). */
class FaceletsTest {
    private static final Path ROOT = Path.of("src/main/webapp");
    private static final Pattern BUNDLE =
            Pattern.compile("<base-name>org\\.tallystick\\.web\\.(\\w+)</base-name>\\s*<var>(\\w+)</var>");
    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{([^}]*)\\}");
    private static final List<String> BEANS = List.of(
            "page",
            "platform",
            "landing",
            "receipt",
            "file",
            "files",
            "problem",
            "error",
            "developers",
            "explorer",
            "entry",
            "genuine",
            "supervision",
            "merchantList",
            "merchantFile",
            "inspection",
            "inspected",
            "viewer",
            "form",
            "report",
            "complaint",
            "complaintList",
            "complaintCase",
            "complaintNotice",
            "coverageList",
            "coverageAdvice",
            "coverageCase",
            "coverageNotice",
            "coverageRates",
            "terminalHealth",
            "cv",
            "kept",
            "t",
            "p",
            "settlements",
            "settlement",
            "r",
            "c",
            "st",
            "lateSign",
            "lateAsk",
            "lateSigned",
            "ls",
            "noticeList",
            "noticeSettings",
            "webhooks",
            "nt",
            "ck");

    static List<Path> facelets() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".xhtml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void includesAndTemplatesAreLiteral(Path facelet) throws Exception {
        for (Element element : elements(facelet)) {
            String target =
                    switch (element.getLocalName()) {
                        case "include" -> element.getAttribute("src");
                        case "composition", "decorate" -> element.getAttribute("template");
                        default -> "";
                    };
            assertThat(target).as("%s in %s", element.getTagName(), facelet).doesNotContain("{");
            assertThat(target.isEmpty() || Files.exists(ROOT.resolve(target.substring(1))))
                    .as("%s exists", target)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void nothingIsWrittenUnescaped(Path facelet) throws Exception {
        assertThat(Files.readString(facelet)).doesNotContain("escape=").doesNotContain("jakarta.faces.html");
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void scriptsStylesAndHandlersAreNeverInline(Path facelet) throws Exception {
        for (Element element : elements(facelet)) {
            assertThat(element.getLocalName()).isNotEqualTo("style");
            if (element.getLocalName().equals("script")) {
                assertThat(element.getAttribute("nonce")).isEqualTo("#{page.nonce}");
                assertThat(element.getAttribute("src")).startsWith("#{page.asset(");
                assertThat(element.getTextContent()).isBlank();
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
                assertThat(name.equals("style") || name.startsWith("on"))
                        .as("%s in %s", name, facelet)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void linksAndFormsStayOnThisHost(Path facelet) throws Exception {
        for (Element element : elements(facelet)) {
            for (String name : List.of("href", "src", "action")) {
                assertThat(element.getAttribute(name)).doesNotContain("//").doesNotContain("javascript:");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void expressionsReadViewsAndNeverTheRequest(Path facelet) throws Exception {
        for (String expression : matches(EXPRESSION, Files.readString(facelet))) {
            assertThat(expression)
                    .as("expression in %s", facelet)
                    .doesNotContainPattern(
                            "\\b(param|paramValues|header|cookie|request|session|initParam|flash)\\b[.\\[]");
        }
        assertThat(Files.readString(facelet)).doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("facelets")
    void variablesHideNoView(Path facelet) throws Exception {
        for (Element element : elements(facelet)) {
            assertThat(BEANS).doesNotContain(element.getAttribute("var"));
        }
    }

    /** A bundle's one-letter name wins over a variable of the same name, which would then be empty without a word. */
    @ParameterizedTest
    @MethodSource("facelets")
    void bundlesAreOnlyAskedForTexts(Path facelet) throws Exception {
        for (String expression : matches(EXPRESSION, Files.readString(facelet))) {
            String outside = expression.replaceAll("'[^']*'", "''");
            assertThat(outside)
                    .as("expression in %s", facelet)
                    .doesNotContainPattern("(?<![\\w.])[tpmrac](?![\\w\\[])");
        }
    }

    /** Bundles and the names that pages know them by are those of {@code faces-config.xml}. */
    @ParameterizedTest
    @MethodSource("facelets")
    void everyTextExists(Path facelet) throws Exception {
        String page = Files.readString(facelet);
        for (MatchResult bundle : BUNDLE.matcher(Files.readString(ROOT.resolve("WEB-INF/faces-config.xml")))
                .results()
                .toList()) {
            Texts texts = Texts.of(bundle.group(1), Locale.ENGLISH);
            for (String key : matches(Pattern.compile("\\b" + bundle.group(2) + "\\['([^']+)'\\]"), page)) {
                assertThat(texts.has(key) || key.endsWith("."))
                        .as("text %s of %s", key, facelet)
                        .isTrue();
            }
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    private static List<Element> elements(Path facelet) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String text = Files.readString(facelet).replaceFirst("<!DOCTYPE html>", "");
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        var nodes = document.getElementsByTagNameNS("*", "*");
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> (Element) nodes.item(i))
                .toList();
    }
}
