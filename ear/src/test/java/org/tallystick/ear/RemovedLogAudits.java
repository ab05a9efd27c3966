package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.tallystick.access.Role;

/** Whoever audits a platform from which logs were removed: anybody with the program, and a regulator on the platform itself. */
final class RemovedLogAudits {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RemovedLogPlatform platform;
    private final Shell shell;

    RemovedLogAudits(RemovedLogPlatform platform, Path directory) {
        this.platform = platform;
        this.shell = new Shell(directory, Map.of("TALLYSTICK_AUDITOR_TOKEN", TestShop.AUDITOR_TOKEN));
    }

    void expectAllClean() throws Exception {
        Shell.Result all =
                shell.runTallystick("ledger audit " + platform.server.url("") + " --all" + trust() + master());
        assertThat(all.out())
                .contains("entries were removed after their retention (PARTS, version 1: 3653 days")
                .contains("as the master log has recorded");
        assertThat(all.exit()).as(all.out()).isZero();
    }

    void expectCleanWithTheMasterLogsKeyAlone(String origin) throws Exception {
        String one = "ledger audit " + platform.server.url(origin.substring(origin.indexOf('/'))) + trust() + " --log '"
                + RemovedLogPlatform.key(platform.server, origin) + "'";
        Shell.Result alone = shell.runTallystick(one);
        assertThat(alone.out()).contains("only the master log proves that");
        assertThat(alone.exit()).isEqualTo(1);
        assertThat(shell.runTallystick(one + master() + " --json").out()).contains("\"clean\":true", "\"entries\":0");
    }

    private String trust() {
        return " --ca " + platform.server.data().resolve("root.pem");
    }

    private String master() throws IOException {
        return " --log '" + RemovedLogPlatform.masterKey(platform.server) + "'";
    }

    /** @param kept a log that is there still */
    void expectTheRegulatorKnows(String removed, String kept) throws IOException {
        PortalClient regulator =
                PortalAccounts.of(platform.server).at(platform.time.clock()).signIn(Role.REGULATOR);
        assertThat(regulator.get("/regulator/removals").text())
                .contains(removed, "3653 days")
                .doesNotContain(kept);
        String merchant = platform.till.profile().merchantNo();
        assertThat(regulator
                        .get("/regulator/receipts?q=" + merchant + "&reason=what+is+there+still")
                        .text())
                .as("the figures that lead there count more")
                .contains("Figures still count their receipts");
        String audit = regulator
                .post(
                        "/regulator/audits",
                        Map.of("do", "start", "span", "WHOLE", "depth", "SIGNATURES", "which", "all"))
                .header("Location");
        String page = await().atMost(PATIENCE)
                .until(
                        () -> regulator.get(audit).text(),
                        text -> text.contains("keeps its promise") || text.contains("does not keep its promise"));
        assertThat(page)
                .doesNotContain("does not keep its promise")
                .contains("entries were removed after their retention");
    }
}
