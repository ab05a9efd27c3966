package org.tallystick.compliance.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.shared.Problem;

class ScopeTest {
    private static final Optional<String> ASKED = Optional.of("广东");
    private static final Optional<String> OTHER = Optional.of("48033320");

    private static Viewer viewer(Role role, Optional<String> scope) {
        return new Viewer("1", "who@test", "Who", role, scope, "127.0.0.1", "r");
    }

    @Test
    void aRegulatorOfTheCountryMayNarrow() {
        Scope scope = Scope.of(viewer(Role.REGULATOR, Optional.empty()), ASKED, OTHER);

        assertThat(scope).isEqualTo(new Scope(OTHER, ASKED));
        Scope whole = Scope.of(viewer(Role.REGULATOR, Optional.empty()));
        assertThat(RowRepository.merchantsIn(whole).after()).isEmpty();
    }

    @Test
    void aRegionalRegulatorKeepsTheRegion() {
        Scope scope = Scope.of(viewer(Role.REGULATOR, Optional.of("浙江")), ASKED, Optional.empty());

        assertThat(scope.region()).contains("浙江");
        assertThat(RowRepository.merchantsIn(scope).after()).containsExactly("浙江");
    }

    @Test
    void anInstitutionKeepsItsAcquirer() {
        Scope scope = Scope.of(viewer(Role.INSTITUTION_OFFICER, Optional.of("48023310")), ASKED, OTHER);

        assertThat(scope).isEqualTo(new Scope(Optional.of("48023310"), ASKED));
        assertThat(RowRepository.receiptsIn(scope).text())
                .contains("r.acquirer = ?")
                .contains("m.region = ?");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"MERCHANT_OWNER", "MERCHANT_STAFF", "OPERATOR"})
    void othersHaveNone(Role role) {
        assertThatThrownBy(() -> Scope.of(viewer(role, Optional.of("898331054110027"))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aReasonHasSixCharactersAtLeast() {
        assertThat(ReceiptInspection.isReason("  case  ")).isFalse();
        assertThat(ReceiptInspection.isReason("case 7")).isTrue();
        assertThat(ReceiptInspection.isReason("x".repeat(201))).isFalse();
    }
}
