package org.tallystick.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out test classes, also those that one module's tests lend to another's. */
public final class NoTests implements ImportOption {
    private static final ImportOption OWN = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return OWN.includes(location) && !location.contains("-tests.jar");
    }
}
