package org.tallystick.timestamping.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.service.Settings;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.StampRhythm;
import org.tallystick.timestamping.TimeServer;

/** The settings {@code tallystick.time.*}; read when the platform starts, so that a wrong one stops it with a sentence. */
@ApplicationScoped
class TimeSettings {
    private static final String SERVERS = "tallystick.time.ntp-servers";
    private static final String TSA_URL = "tallystick.time.tsa-url";
    private static final String TSA_ROOTS = "tallystick.time.tsa-roots";
    private static final String DIGEST = "tallystick.time.digest";

    private final Settings settings;
    private volatile @Nullable List<X509Certificate> roots;

    @Inject
    TimeSettings(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TimeSettings() {
        this(null);
    }

    /** @throws IllegalStateException naming the setting that does not fit */
    void check() {
        servers();
        rhythm();
        externalAuthority();
        externalRoots();
        positive("tallystick.time.check-interval");
        limit();
        silence();
    }

    List<TimeServer> servers() {
        try {
            return TimeServer.parse(settings.optional(SERVERS).orElse(""));
        } catch (IllegalArgumentException e) {
            throw wrong(SERVERS, "hosts, each perhaps with a port, divided by commas");
        }
    }

    Duration checkInterval() {
        return positive("tallystick.time.check-interval");
    }

    /** The offset at which timestamps and seals stop. */
    Duration limit() {
        return positive("tallystick.time.most-offset");
    }

    /** How long no server may answer before timestamps stop. */
    Duration silence() {
        return positive("tallystick.time.silent-after");
    }

    StampRhythm rhythm() {
        ImprintDigest digest = settings.optional(DIGEST)
                .flatMap(ImprintDigest::ofAlgorithm)
                .orElseThrow(() -> wrong(DIGEST, "SHA-256, SHA-384 or SHA-512"));
        return new StampRhythm(positive("tallystick.time.stamp-interval"), digest);
    }

    /** The authority of somebody else that stamps our checkpoints. */
    Optional<URI> externalAuthority() {
        return settings.optional(TSA_URL).map(text -> {
            try {
                URI uri = URI.create(text);
                if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // Falls through to the one sentence.
            }
            throw wrong(TSA_URL, "an https or http address");
        });
    }

    /** Read once. */
    List<X509Certificate> externalRoots() {
        List<X509Certificate> known = roots;
        if (known == null) {
            known = settings.optional(TSA_ROOTS).map(TimeSettings::read).orElse(List.of());
            roots = known;
        }
        return known;
    }

    private static List<X509Certificate> read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw wrong(TSA_ROOTS, "a readable file of certificates (PEM)");
        }
    }

    private Duration positive(String key) {
        Duration duration = settings.duration(key);
        if (duration.isNegative() || duration.isZero()) {
            throw wrong(key, "a duration above zero");
        }
        return duration;
    }

    private static IllegalStateException wrong(String key, String expected) {
        return new IllegalStateException("Setting " + key + " must be " + expected
                + "; see META-INF/microprofile-config.properties for its meaning and default");
    }
}
