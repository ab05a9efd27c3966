package org.tallystick.enrolment.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.List;

/** One platform for all inputs of a JVM, with one terminal enrolled. */
public final class FuzzedPlatform {
    static final Platform PLATFORM = start();
    private static final List<X509Certificate> CHAIN = PLATFORM.service.enrol(
            Platform.TERMINAL, PLATFORM.codes.create(Platform.TERMINAL).code(), Csr.fresh());

    private FuzzedPlatform() {}

    /** @return the terminal's certificate */
    public static X509Certificate certificate() {
        return CHAIN.get(0);
    }

    /** @return the authority that certifies terminals */
    public static X509Certificate authority() {
        return PLATFORM.authority.terminalAuthority(Platform.ACQUIRER);
    }

    /** @return what everything ends at */
    public static X509Certificate root() {
        return PLATFORM.authority.root();
    }

    private static Platform start() {
        try {
            return Platform.started(Files.createTempDirectory("fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
