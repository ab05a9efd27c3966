package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.Settings;

/** The register file of setting {@code tallystick.register}: who takes part. */
@ApplicationScoped
@PermitAll
public class Register {
    private static final Logger LOG = Logger.getLogger(Register.class.getName());

    private final RegisterUpdate update;
    private final Optional<Path> file;

    @Inject
    Register(RegisterUpdate update, Settings settings) {
        this(update, settings.register());
    }

    Register(RegisterUpdate update, Optional<Path> file) {
        this.update = update;
        this.file = file;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Register() {
        this(null, Optional.empty());
    }

    /**
     * Applies the file, if one is set.
     *
     * @throws IllegalStateException naming file, member and remedy; nothing of the file has been applied
     */
    public void load() {
        file.ifPresent(this::load);
    }

    private void load(Path path) {
        try {
            RegisterFile register = RegisterFile.parse(Files.readAllBytes(path));
            update.apply(register);
            LOG.log(
                    Level.INFO,
                    "Register applied, merchants: {0}",
                    register.merchants().size());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The register file " + path
                            + " cannot be read: correct tallystick.register, or the file's permissions",
                    e);
        } catch (Problem e) {
            throw new IllegalStateException(
                    "The register file " + path + " cannot be used. " + e.detail()
                            + " Correct the file and start again; nothing of it has been applied.",
                    e);
        }
    }
}
