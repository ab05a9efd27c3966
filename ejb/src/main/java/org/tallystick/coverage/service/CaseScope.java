package org.tallystick.coverage.service;

import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

/**
 * Which cases a viewer may see, as a condition over {@code coverage_case c} and {@code merchant m} with one parameter for each question
 * mark. A sale stays with the acquirer that had it.
 */
record CaseScope(String condition, List<Object> parameters) {
    /** @throws org.tallystick.shared.Problem forbidden for roles that see no cases */
    static CaseScope of(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER, Role.REGULATOR);
        if (viewer.role().isMerchant()) {
            return new CaseScope("c.merchant_no = ?", List.of(viewer.merchantNo()));
        }
        if (viewer.role() == Role.INSTITUTION_OFFICER) {
            return new CaseScope("c.acquirer = ?", List.of(viewer.scope().orElseThrow()));
        }
        return viewer.scope()
                .map(region -> new CaseScope("m.region = ?", List.of((Object) region)))
                .orElseGet(() -> new CaseScope("1 = 1", List.of()));
    }

    /**
     * Whose terminals a viewer may see, over {@code merchant m} alone.
     *
     * @throws org.tallystick.shared.Problem forbidden for roles that look after no terminals
     */
    static CaseScope ofTerminals(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
        return viewer.role().isMerchant()
                ? new CaseScope("m.merchant_no = ?", List.of(viewer.merchantNo()))
                : new CaseScope("m.acquirer_code = ?", List.of(viewer.scope().orElseThrow()));
    }
}
