package org.tallystick.enrolment.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import org.tallystick.enrolment.service.RevocationLists;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * {@code GET /api/v1/crl/{thumbprint}.crl}: what is revoked under an authority, as DER (RFC 5280 section 5). Caches in between keep
 * it for seconds only.
 */
@Path("/crl")
@PermitAll
public class CrlResource {
    private static final String MEDIA_TYPE = "application/pkix-crl";
    private static final String SHORTLY = "public, max-age=5, must-revalidate";

    @Inject
    RevocationLists lists;

    @GET
    @Path("{thumbprint}.crl")
    @Produces(MEDIA_TYPE)
    public Response list(@PathParam("thumbprint") String thumbprint, @Context Request request) {
        RevocationLists.Published list = lists.of(thumbprint)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "No authority with this SHA-256 revokes here. Its certificate names the address of its list."));
        EntityTag tag = new EntityTag(thumbprint + "-" + list.edition().number());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(list.der(), MEDIA_TYPE).tag(tag) : unchanged;
        return answer.header("Cache-Control", SHORTLY)
                .lastModified(Date.from(list.edition().madeAt()))
                .build();
    }
}
