package org.tallystick.notices;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook (Standard Webhooks 1.0.0, symmetric): {@code v1,} and base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}. While a secret is being exchanged there is one for each, divided by a blank.
 */
public final class WebhookSignature {
    /** Headers of a message: its id, the second it was sent, and this signature. */
    public static final String ID = "webhook-id";

    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    private static final String VERSION = "v1,";

    private WebhookSignature() {}

    /** What arrived: the headers and the body's bytes exactly as received. */
    public record Message(String id, String timestamp, String signature, byte[] body) {}

    /** @param secrets those that are valid now, at least one */
    public static String sign(String id, Instant sent, byte[] body, List<WebhookSecret> secrets) {
        String timestamp = Long.toString(sent.getEpochSecond());
        return secrets.stream()
                .map(secret -> VERSION + Base64.getEncoder().encodeToString(mac(secret, id, timestamp, body)))
                .collect(Collectors.joining(" "));
    }

    /**
     * What a receiver has to check before it believes a message. Whether it had the id before, it must remember itself.
     *
     * @param tolerance how far the two clocks may differ; an older message may be a replay
     */
    public static boolean isGenuine(Message message, WebhookSecret secret, Instant now, Duration tolerance) {
        if (!message.timestamp().matches("[0-9]{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(message.timestamp()));
        if (Duration.between(sent, now).abs().compareTo(tolerance) > 0) {
            return false;
        }
        byte[] expected = Base64.getEncoder().encode(mac(secret, message.id(), message.timestamp(), message.body()));
        return Arrays.stream(message.signature().split(" "))
                .filter(one -> one.startsWith(VERSION))
                .map(one -> one.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8))
                .anyMatch(one -> MessageDigest.isEqual(one, expected));
    }

    private static byte[] mac(WebhookSecret secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key(), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
