package org.tallystick.enrolment.service;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.tallystick.shared.service.MovableClock;

/** What a timestamp authority needs of the enrolment side, for tests in other packages. */
public final class StampingPlatform {
    private final Platform platform;

    public StampingPlatform(Path directory) {
        platform = Platform.started(directory);
    }

    public MovableClock clock() {
        return platform.clock;
    }

    public CertificateAuthority authority() {
        return platform.authority;
    }

    public X509Certificate root() {
        return platform.authority.root();
    }

    /** The same keys and database after a restart. */
    public TestDatabase database() {
        return platform.database;
    }
}
