package org.tallystick.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A platform that is started with many receipts already stored.
 *
 * @param home a provisioned server, which is started
 * @param postgres an empty database of one's own that runs already; empty if one is to be started
 * @param receipts stored before anything is measured
 * @param terminals of all merchants together
 * @param settings environment variables for the server, beside those it needs
 */
public record GrowthPlan(
        Path home,
        Optional<SigningPlan.Address> postgres,
        long receipts,
        int terminals,
        int merchants,
        Map<String, String> settings) {
    /** The same with another number of receipts. */
    public GrowthPlan with(long other) {
        return new GrowthPlan(home, postgres, other, terminals, merchants, settings);
    }
}
