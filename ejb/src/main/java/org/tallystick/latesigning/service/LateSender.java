package org.tallystick.latesigning.service;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.access.service.MerchantBrowsers;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.Part;

/** Whoever has a link, as far as the request tells. */
public record LateSender(MerchantBrowsers.Trace trace, String requestId) {
    /** Name of the part that keeps where a signature came from. */
    static final String ORIGIN = "origin";

    private static final int LONGEST_AGENT = 200;

    AuditEvent audit(String action, String object) {
        return new AuditEvent("cardholder", "CARDHOLDER", trace.remote(), requestId, action, object, "", "", "");
    }

    /** Network and browser, to be kept encrypted beside the signature and erased with it. */
    Part origin(byte[] salt) {
        String agent = trace.agent();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("remote", trace.remote());
        members.put("agent", agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent);
        return new Part(
                ORIGIN, "application/json", salt, JsonWriter.text(members).getBytes(StandardCharsets.UTF_8));
    }
}
