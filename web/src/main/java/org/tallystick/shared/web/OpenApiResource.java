package org.tallystick.shared.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Objects;

/** {@code GET /api/v1/openapi.yaml}: the description of everything programs call. Kept by hand, and compared with the code by tests. */
@Path("/openapi.yaml")
@PermitAll
public class OpenApiResource {
    private static final String FILE = "/org/tallystick/web/openapi.yaml";

    @GET
    @Produces("application/yaml")
    public Response document() {
        InputStream document = Objects.requireNonNull(OpenApiResource.class.getResourceAsStream(FILE), FILE);
        return Response.ok(document)
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}
