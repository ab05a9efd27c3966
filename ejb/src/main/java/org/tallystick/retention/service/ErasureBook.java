package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/** The platform's register of erasures, {@code <data-dir>/keys/erasures}: nodes that share their keys share it. */
@ApplicationScoped
@PermitAll
public class ErasureBook {
    private final Settings settings;

    @Inject
    ErasureBook(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ErasureBook() {
        this(null);
    }

    /** The last step before the commit of an erasure. @throws UncheckedIOException when nothing may be committed */
    public void add(ErasureRegister.Line line) {
        try {
            PrivateFile.createDirectory(settings.dataDir().resolve("keys"));
            register().add(line);
        } catch (IOException e) {
            throw new UncheckedIOException("The register of erasures cannot be written: check free space and owner", e);
        }
    }

    /** Some of what was ever erased, from a place in the register on. */
    public ErasureRegister.Piece from(long place) {
        try {
            return register().from(place);
        } catch (IOException e) {
            throw new UncheckedIOException("The register of erasures cannot be read", e);
        }
    }

    private ErasureRegister register() {
        return new ErasureRegister(settings.dataDir().resolve("keys").resolve("erasures"));
    }
}
