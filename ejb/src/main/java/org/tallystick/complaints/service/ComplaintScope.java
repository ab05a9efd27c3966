package org.tallystick.complaints.service;

import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

/**
 * Which complaints a viewer may see, as a condition over {@code complaint c}, {@code receipt r} and {@code merchant m} with one parameter for
 * each question mark. A receipt stays with the acquirer that had the sale.
 */
record ComplaintScope(String condition, List<Object> parameters) {
    /** @throws org.tallystick.shared.Problem forbidden for roles that see no complaints */
    static ComplaintScope of(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER, Role.REGULATOR);
        if (viewer.role().isMerchant()) {
            return new ComplaintScope("c.merchant_no = ?", List.of(viewer.merchantNo()));
        }
        if (viewer.role() == Role.INSTITUTION_OFFICER) {
            return new ComplaintScope("r.acquirer = ?", List.of(viewer.scope().orElseThrow()));
        }
        return viewer.scope()
                .map(region -> new ComplaintScope("m.region = ?", List.of((Object) region)))
                .orElseGet(() -> new ComplaintScope("1 = 1", List.of()));
    }
}
