package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.tallystick.shared.service.Settings;

/** The SMTP server that carries letters, as {@code tallystick.mail.*} says. */
@ApplicationScoped
class MailSettings {
    private final Settings settings;

    @Inject
    MailSettings(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MailSettings() {
        this(null);
    }

    boolean isConfigured() {
        return settings.optional("tallystick.mail.host").isPresent();
    }

    /** @throws IllegalStateException naming the setting that is wrong */
    void check() {
        if (isConfigured()) {
            properties();
            from();
            settings.integer("tallystick.mail.port");
        }
    }

    /** The sender's address. */
    String from() {
        return settings.optional("tallystick.mail.from")
                .filter(address -> address.contains("@"))
                .orElseThrow(() -> new IllegalStateException(
                        "Setting tallystick.mail.from must be an e-mail address where tallystick.mail.host is set"));
    }

    Optional<String> user() {
        return settings.optional("tallystick.mail.user");
    }

    String password() {
        return settings.optional("tallystick.mail.password").orElse("");
    }

    /** What Jakarta Mail is told. No certificate is trusted that Java does not trust. */
    Properties properties() {
        Duration patience = settings.duration("tallystick.mail.timeout");
        String millis = Long.toString(patience.toMillis());
        Properties all = new Properties();
        all.setProperty("mail.transport.protocol", "smtp");
        all.setProperty(
                "mail.smtp.host", settings.optional("tallystick.mail.host").orElseThrow());
        all.setProperty("mail.smtp.port", Integer.toString(settings.integer("tallystick.mail.port")));
        all.setProperty("mail.smtp.connectiontimeout", millis);
        all.setProperty("mail.smtp.timeout", millis);
        all.setProperty("mail.smtp.writetimeout", millis);
        all.setProperty("mail.smtp.auth", Boolean.toString(user().isPresent()));
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        all.setProperty("mail.mime.charset", "UTF-8");
        switch (settings.optional("tallystick.mail.security").orElse("")) {
            case "tls" -> all.setProperty("mail.smtp.ssl.enable", "true");
            case "starttls" -> {
                all.setProperty("mail.smtp.starttls.enable", "true");
                all.setProperty("mail.smtp.starttls.required", "true");
            }
            case "none" -> plain();
            default ->
                throw new IllegalStateException("Setting tallystick.mail.security must be starttls, tls or none");
        }
        return all;
    }

    private void plain() {
        if (settings.production() && user().isPresent()) {
            throw new IllegalStateException(
                    "Setting tallystick.mail.security must not be none in production where a user and password are sent");
        }
    }
}
