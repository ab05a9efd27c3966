package org.tallystick.compliance.service;

import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

/**
 * What a viewer may see; empty means no limit of that kind.
 *
 * @param acquirer receipts and merchants of this acquirer
 * @param region merchants of this region
 */
record Scope(Optional<String> acquirer, Optional<String> region) {
    /**
     * @param region a region to narrow it to, and an acquirer likewise; they never widen what the account may see
     * @throws org.tallystick.shared.Problem forbidden for other roles
     */
    static Scope of(Viewer viewer, Optional<String> region, Optional<String> acquirer) {
        viewer.require(Role.REGULATOR, Role.INSTITUTION_OFFICER);
        return viewer.role() == Role.REGULATOR
                ? new Scope(acquirer, viewer.scope().or(() -> region))
                : new Scope(Optional.of(viewer.scope().orElseThrow()), region);
    }

    static Scope of(Viewer viewer) {
        return of(viewer, Optional.empty(), Optional.empty());
    }
}
