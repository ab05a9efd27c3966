package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a page a bean's name goes before a row's: a row of that name would silently be the bean. */
class PageNamesTest {
    private static final Pattern BEAN = Pattern.compile("@Named\\(\"(\\w+)\"\\)");
    private static final Pattern ROW = Pattern.compile(" var=\"(\\w+)\"");

    @Test
    void noRowHasTheNameOfABean() throws IOException {
        Set<String> beans = names(Path.of("src/main/java"), BEAN);
        Set<String> rows = names(Path.of("src/main/webapp"), ROW);

        assertThat(beans).contains("page");
        assertThat(rows).contains("x").doesNotContainAnyElementsOf(beans);
    }

    private static Set<String> names(Path folder, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|xhtml)"))
                    .flatMap(file -> pattern.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
