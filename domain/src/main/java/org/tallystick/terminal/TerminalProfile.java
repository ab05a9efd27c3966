package org.tallystick.terminal;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * Who this terminal is, as HELLO told it: {@code terminal.json}. It is written last in an enrolment, so its being
 * there means that the enrolment is complete.
 *
 * @param audience of the platform, for protected headers
 * @param fallbackSecret under which bills without a usable signature are accepted; a secret
 * @param policy members of HELLO's policy, as they came
 */
public record TerminalProfile(
        URI server,
        String audience,
        String terminalNo,
        String merchantNo,
        String acquirer,
        long series,
        Optional<String> fallbackSecret,
        Shop shop,
        List<PinnedLog> logs,
        Map<String, Object> policy) {
    static final String FILE = "terminal.json";

    /** {@link Trouble#USAGE} if the enrolment was not finished. */
    static TerminalProfile load(StateDirectory state) {
        byte[] json = state.read(FILE)
                .orElseThrow(() -> new TerminalException(
                        Trouble.USAGE,
                        "%s is not enrolled, or its enrolment was interrupted. Run: terminal enrol"
                                .formatted(state.file("").toAbsolutePath())));
        try {
            return of(StrictJson.parse(json, StrictJson.Limits.ENVELOPE));
        } catch (Problem | IllegalArgumentException e) {
            throw new TerminalException(Trouble.DAMAGED, "%s is broken: restore it.".formatted(state.file(FILE)), e);
        }
    }

    void save(StateDirectory state) {
        state.write(FILE, JsonWriter.write(members()));
    }

    TerminalProfile withLogs(List<PinnedLog> known) {
        return new TerminalProfile(
                server, audience, terminalNo, merchantNo, acquirer, series, fallbackSecret, shop, known, policy);
    }

    private static TerminalProfile of(JsonObject members) {
        return new TerminalProfile(
                URI.create(members.string("server")),
                members.string("audience"),
                members.string("terminalNo"),
                members.string("merchantNo"),
                members.string("acquirer"),
                members.integer("series"),
                members.optionalString("fallbackSecret"),
                Shop.of(members.object("shop")),
                PinnedLog.of(members.objects("logs")),
                plain(members.object("policy")));
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("server", server.toString());
        members.put("audience", audience);
        members.put("terminalNo", terminalNo);
        members.put("merchantNo", merchantNo);
        members.put("acquirer", acquirer);
        members.put("series", series);
        members.put("fallbackSecret", fallbackSecret);
        members.put("shop", shop.members());
        members.put("logs", logs.stream().map(PinnedLog::members).toList());
        members.put("policy", policy);
        return members;
    }

    /** Without members that are null: they say nothing. */
    static Map<String, Object> plain(JsonObject object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.asMap().forEach((name, value) -> {
            if (value != null) {
                members.put(name, value);
            }
        });
        return members;
    }

    /** Never the secret: records end up in logs. */
    @Override
    public String toString() {
        return "TerminalProfile[%s, series %d]".formatted(terminalNo, series);
    }
}
