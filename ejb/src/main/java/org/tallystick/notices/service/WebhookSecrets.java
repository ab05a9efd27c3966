package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.tallystick.access.service.SecretBox;
import org.tallystick.notices.Webhook;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.service.WebhookRepository.Secrets;

/** Secrets of receivers: encrypted in the database, open only while a message is signed. */
@ApplicationScoped
class WebhookSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebhookRepository webhooks;
    private final SecretBox box;

    @Inject
    WebhookSecrets(WebhookRepository webhooks, SecretBox box) {
        this.webhooks = webhooks;
        this.box = box;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WebhookSecrets() {
        this(null, null);
    }

    /** Stores a new receiver with a new secret. */
    WebhookSecret create(Webhook webhook) {
        WebhookSecret secret = WebhookSecret.create(RANDOM);
        webhooks.add(webhook, seal(secret, webhook.id()));
        return secret;
    }

    /** The secret of now becomes the old one, valid until then. */
    WebhookSecret exchange(Webhook webhook, Instant until) {
        WebhookSecret fresh = WebhookSecret.create(RANDOM);
        byte[] present = webhooks.secrets(webhook.id()).present();
        webhooks.exchange(webhook.id(), seal(fresh, webhook.id()), present, until.toEpochMilli());
        return fresh;
    }

    /** Those that are valid at that time, the present one first. */
    List<WebhookSecret> valid(String webhookId, Instant now) {
        Secrets sealed = webhooks.secrets(webhookId);
        WebhookSecret present = open(sealed.present(), webhookId);
        return sealed.old().length == 0 || sealed.oldUntil() < now.toEpochMilli()
                ? List.of(present)
                : List.of(present, open(sealed.old(), webhookId));
    }

    private byte[] seal(WebhookSecret secret, String webhookId) {
        return box.seal(secret.text().getBytes(StandardCharsets.UTF_8), owner(webhookId));
    }

    private WebhookSecret open(byte[] sealed, String webhookId) {
        return new WebhookSecret(new String(box.open(sealed, owner(webhookId)), StandardCharsets.UTF_8));
    }

    private static String owner(String webhookId) {
        return "webhook/" + webhookId;
    }
}
