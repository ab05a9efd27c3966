package org.tallystick.enrolment.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.service.Settings;

/** {@code GET /api/v1/platform}: what a terminal needs before its first signature (API.md, Signing). */
@Path("/platform")
@PermitAll
public class PlatformResource {
    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] platform() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("audience", settings.audience());
        members.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("version", version());
        members.put("terminals", settings.terminalUrl());
        return JsonWriter.write(members);
    }

    private static String version() {
        return Optional.ofNullable(Settings.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }
}
