package org.tallystick.terminal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** Signed events to the platform and its answers (API.md, Terminal events). */
final class EventChannel {
    /** As many digests as surely fit into an event. */
    static final int MOST_DIGESTS = 100;

    private static final String PATH = "/api/v1/terminal-events";

    private final PlatformClient client;
    private final TerminalKey key;
    private final byte[] certificateDigest;
    private final String audience;
    private final Clock clock;

    /** Who signs: the key and the digest of its certificate. */
    record Identity(TerminalKey key, byte[] certificateDigest) {}

    EventChannel(PlatformClient client, Identity identity, String audience, Clock clock) {
        this.client = client;
        this.key = identity.key();
        this.certificateDigest = identity.certificateDigest();
        this.audience = audience;
        this.clock = clock;
    }

    /** Says who we are, and is told the same, with the fallback secret as long as no bill was accepted. */
    JsonObject hello(String terminalNo, ZoneId zone) {
        return send(terminalNo, OptionalLong.empty(), zone, "HELLO", Map.of());
    }

    /**
     * @param digests of payloads that wait, the oldest first, which proves later that they existed now
     * @param outbox how many wait in all
     */
    JsonObject heartbeat(TerminalProfile profile, List<String> digests, int outbox) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("waiting", digests);
        data.put("outbox", outbox);
        return report(profile, "HEARTBEAT", data);
    }

    JsonObject report(TerminalProfile profile, String type, Map<String, ?> data) {
        return send(
                profile.terminalNo(),
                OptionalLong.of(profile.series()),
                profile.shop().zone(),
                type,
                data);
    }

    private JsonObject send(String terminalNo, OptionalLong series, ZoneId zone, String type, Map<String, ?> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", terminalNo);
        event.put("series", series);
        event.put(
                "time",
                OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.SECONDS), zone)
                        .toString());
        event.put("type", type);
        event.put("data", data);
        HttpAnswer answer = post(JsonWriter.write(event));
        if (answer.isOk() && answer.json().isPresent()) {
            return answer.json().get();
        }
        boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
        throw new TerminalException(
                refused && answer.problem().isPresent() ? Trouble.REFUSED : Trouble.NOT_CONFIRMED,
                "The platform does not accept %s: %s".formatted(type, answer.explanation()));
    }

    private HttpAnswer post(byte[] payload) {
        BillHeader header = new BillHeader(
                key.algorithm(), certificateDigest, clock.instant().getEpochSecond(), audience);
        SignedBill message = SignedBill.of(
                payload,
                Optional.of(key.sign(header, Typ.EVENT, Base64Url.encode(payload))),
                List.of(),
                Optional.empty());
        try {
            return client.post(PlatformClient.Post.json(PATH, message.toJson(), Optional.empty()));
        } catch (UnreachableException e) {
            throw e.toTerminalException();
        }
    }
}
