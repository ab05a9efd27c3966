package org.tallystick.shared.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The platform's settings, typed. Keys, defaults and meanings stand in {@code META-INF/microprofile-config.properties}.
 *
 * <p>Every getter throws {@link IllegalStateException} naming the key and what it expects when the value does not fit.
 */
@ApplicationScoped
@PermitAll
public class Settings {
    private static final int TERMINAL_PORT = 8444;
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    private final Config config;
    /** A setting never changes while the platform runs, and looking one up costs more than a database's row. */
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    public Settings() {
        this(ConfigProvider.getConfig(Settings.class.getClassLoader()));
    }

    Settings(Config config) {
        this.config = config;
    }

    /** Public address without trailing slash, for example {@code https://pos.example}. */
    public String baseUrl() {
        String url = text("tallystick.base-url");
        URI uri = read("tallystick.base-url", url, "an https address", () -> URI.create(url));
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || url.endsWith("/")) {
            throw wrong("tallystick.base-url", "an https address without a trailing slash");
        }
        return url;
    }

    /** Address of the listener that asks terminals for their certificates, without trailing slash. */
    public String terminalUrl() {
        String key = "tallystick.terminal-url";
        URI base = URI.create(baseUrl());
        String url = optional(key)
                .orElseGet(() ->
                        "https://" + base.getHost() + ":" + (base.getPort() < 0 ? TERMINAL_PORT : base.getPort() + 1));
        URI uri = read(key, url, "an https address", () -> URI.create(url));
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || url.endsWith("/")) {
            throw wrong(key, "an https address without a trailing slash");
        }
        return url;
    }

    /** How long a terminal's certificate lives. */
    public Duration certificateLife() {
        String key = "tallystick.enrolment.certificate-life";
        Duration life = duration(key);
        if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            throw wrong(key, "between " + SHORTEST_LIFE + " and " + LONGEST_LIFE);
        }
        return life;
    }

    /** Host name in log origins. */
    public String host() {
        String host = text("tallystick.host");
        if (!host.matches("[A-Za-z0-9.:-]+")) {
            throw wrong("tallystick.host", "a host name without spaces and '+'");
        }
        return host;
    }

    public String audience() {
        return text("tallystick.audience");
    }

    public Path dataDir() {
        return Path.of(text("tallystick.data-dir"));
    }

    public boolean production() {
        return switch (text("tallystick.profile")) {
            case "demo" -> false;
            case "production" -> true;
            default -> throw wrong("tallystick.profile", "demo or production");
        };
    }

    public Optional<Path> register() {
        return optional("tallystick.register").map(Path::of);
    }

    /** Bearer token that opens entry bundles. */
    public Optional<String> auditorToken() {
        return optional("tallystick.ledger.auditor-token");
    }

    /** Policy file with the witnesses that cosign checkpoints (C2SP tlog-policy). */
    public Optional<Path> witnessPolicy() {
        return optional("tallystick.ledger.witness-policy").map(Path::of);
    }

    public Duration duration(String key) {
        String value = text(key);
        return read(key, value, "an ISO 8601 duration such as PT5S", () -> Duration.parse(value));
    }

    public boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    /** From zero on. @throws IllegalStateException beyond the longest */
    public Duration durationUpTo(String key, Duration longest) {
        Duration value = duration(key);
        if (value.isNegative() || value.compareTo(longest) > 0) {
            throw wrong(key, "between PT0S and " + longest);
        }
        return value;
    }

    public int integer(String key) {
        String value = text(key);
        return read(key, value, "a whole number", () -> Integer.valueOf(value));
    }

    public double decimal(String key) {
        String value = text(key);
        return read(key, value, "a number", () -> Double.valueOf(value));
    }

    public Optional<String> optional(String key) {
        return known.computeIfAbsent(
                key,
                k -> config.getOptionalValue(k, String.class).map(String::strip).filter(s -> !s.isEmpty()));
    }

    /** A setting as the operator sees it; {@code source} is default, environment, property or another source's name. */
    public record Entry(String key, String value, String source) {}

    /** Every setting of Tallystick by key. Tokens and passwords are never shown. */
    public List<Entry> entries() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith("tallystick."))
                .distinct()
                .sorted()
                .map(this::entry)
                .toList();
    }

    private Entry entry(String key) {
        ConfigValue value = config.getConfigValue(key);
        String text = Optional.ofNullable(value.getValue()).orElse("");
        boolean secret =
                key.contains("token") || key.contains("password") || key.endsWith("-secret") || key.endsWith(".pin");
        return new Entry(
                key, secret && !text.isEmpty() ? "\u2022\u2022\u2022\u2022" : text, source(value.getSourceName()));
    }

    private static String source(@Nullable String name) {
        if (name == null || name.contains("microprofile-config.properties")) {
            return "default";
        }
        if (name.contains("Env")) {
            return "environment";
        }
        return name.contains("SysProp") || name.contains("System") ? "property" : name;
    }

    private String text(String key) {
        return optional(key).orElseThrow(() -> wrong(key, "a value"));
    }

    private static <T> T read(String key, String value, String expected, java.util.function.Supplier<T> reader) {
        try {
            return reader.get();
        } catch (RuntimeException e) {
            throw wrong(key, expected);
        }
    }

    private static IllegalStateException wrong(String key, String expected) {
        return new IllegalStateException("Setting " + key + " must be " + expected
                + "; see META-INF/microprofile-config.properties for its meaning and default");
    }
}
