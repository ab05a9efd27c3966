package org.tallystick.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.access.Role;

class PortalPageTest {

    @ParameterizedTest
    @EnumSource(PortalPage.class)
    void everyPageIsFoundAtItsPathAndHasAView(PortalPage page) {
        assertThat(PortalPage.at(page.path().replaceAll("\\{[a-z]+}", "x1"))
                        .orElseThrow()
                        .page())
                .isEqualTo(page);
        assertThat(new java.io.File("src/main/webapp" + page.view())).exists();
    }

    @Test
    void variablesAreOneSegment() {
        assertThat(PortalPage.at("/merchant/terminals/20000001").orElseThrow().variables())
                .containsEntry("terminal", "20000001");
        assertThat(PortalPage.at("/merchant/terminals/20000001/x")).isEmpty();
        assertThat(PortalPage.at("/merchants")).isEmpty();
        assertThat(PortalPage.at("/merchant/")).isPresent();
    }

    @Test
    void onlyTheOperatorManagesAndTheOperatorSeesNoReceipts() {
        assertThat(Arrays.stream(PortalPage.values())
                        .filter(p -> p.path().startsWith("/admin"))
                        .flatMap(p -> p.roles().stream()))
                .containsOnly(Role.OPERATOR);
        assertThat(Arrays.stream(PortalPage.values()).filter(p -> p.isFor(Role.OPERATOR)))
                .allMatch(p -> p.path().matches("/admin.*|/account|/notices.*|/work.*"));
    }

    @Test
    void aConsumerSeesTheOwnAccountOnly() {
        assertThat(Arrays.stream(PortalPage.values()).filter(p -> p.isFor(Role.CONSUMER)))
                .containsExactly(PortalPage.ACCOUNT_RECEIPTS, PortalPage.ACCOUNT);
        assertThat(PortalPage.ACCOUNT_RECEIPTS.roles()).containsExactly(Role.CONSUMER);
    }

    @Test
    void everyRoleHasAHome() {
        assertThat(Arrays.stream(Role.values()).map(PortalPage::homeOf)).doesNotContain(PortalPage.ACCOUNT);
    }
}
