package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.enrolment.ForeignPem;
import org.tallystick.shared.service.Settings;

/**
 * Authorities elsewhere that the configuration names, {@code tallystick.enrolment.external-authorities}: a directory with a chain in each
 * {@code .pem} file; in a directory below it that is named as an institution, for that one alone.
 */
@ApplicationScoped
class ExternalAuthorityFiles {
    private static final String KEY = "tallystick.enrolment.external-authorities";

    private final ExternalAuthorities authorities;
    private final EnrolmentRepository enrolments;
    private final Settings settings;

    @Inject
    ExternalAuthorityFiles(ExternalAuthorities authorities, EnrolmentRepository enrolments, Settings settings) {
        this.authorities = authorities;
        this.enrolments = enrolments;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalAuthorityFiles() {
        this(null, null, null);
    }

    /**
     * Imports what is new. A file that is taken away ends nothing: trust ends with words, on the page.
     *
     * @throws IllegalStateException naming file and fault: the platform does not start with an authority that it misunderstands
     */
    void load() {
        Optional<Path> named = settings.optional(KEY).map(Path::of);
        if (named.isEmpty()) {
            return;
        }
        List<String> everybody = enrolments.acquirerCodes();
        load(named.get(), Set.copyOf(everybody));
        for (String acquirer : everybody) {
            Path own = named.get().resolve(acquirer);
            if (Files.isDirectory(own)) {
                load(own, Set.of(acquirer));
            }
        }
    }

    private void load(Path directory, Set<String> institutions) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pem"))
                    .sorted()
                    .toList()) {
                authorities.configured(file.getFileName().toString(), read(file), institutions);
            }
        } catch (IOException e) {
            throw new IllegalStateException(KEY + ": " + directory + " cannot be read", e);
        }
    }

    /** One byte more than allowed is enough to have the file refused. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ForeignPem.MAX_LENGTH + 1);
        }
    }
}
