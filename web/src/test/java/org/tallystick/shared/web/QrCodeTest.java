package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final String LINK = "https://pos.example/r/AAECAwQFBgcICQoLDA0ODw";
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void drawsEveryDarkModuleAndNoOther() {
        var expected = io.nayuki.qrcodegen.QrCode.encodeText(LINK, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        QrCode drawn = QrCode.of(LINK);

        assertThat(drawn.size()).isEqualTo(expected.size + 8);
        boolean[][] dark = modules(drawn);
        for (int y = 0; y < drawn.size(); y++) {
            for (int x = 0; x < drawn.size(); x++) {
                assertThat(dark[y][x]).as("module %d,%d", x, y).isEqualTo(expected.getModule(x - 4, y - 4));
            }
        }
    }

    @Test
    void isOnePathThatHoldsNothingOfTheText() {
        assertThat(QrCode.of("\"><script>").path()).matches("(M\\d+ \\d+h\\d+v1h-\\d+z)+");
    }

    private static boolean[][] modules(QrCode code) {
        boolean[][] dark = new boolean[code.size()][code.size()];
        Matcher runs = RUN.matcher(code.path());
        runs.results().forEach(run -> fill(dark, run));
        return dark;
    }

    private static void fill(boolean[][] dark, MatchResult run) {
        int x = Integer.parseInt(run.group(1));
        for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
            dark[Integer.parseInt(run.group(2))][x + i] = true;
        }
    }
}
