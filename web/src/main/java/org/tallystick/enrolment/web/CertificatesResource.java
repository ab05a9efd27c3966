package org.tallystick.enrolment.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.service.CertificateIssues;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * {@code GET /api/v1/certificates/{thumbprint}}: a certificate's bytes. They never change, so they may be cached for ever and
 * their thumbprint is their entity tag.
 */
@Path("/certificates")
@PermitAll
public class CertificatesResource {
    private static final String MEDIA_TYPE = "application/pkix-cert";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Inject
    CertificateStore certificates;

    @Inject
    CertificateIssues issues;

    /** {@code GET /api/v1/certificates/{thumbprint}/issue}: that the ledger knows how a terminal's certificate began. */
    @GET
    @Path("{thumbprint}/issue")
    @Produces(MediaType.APPLICATION_JSON)
    public Response issue(@PathParam("thumbprint") String thumbprint) {
        CertificateIssues.Issue issue = issues.find(thumbprint)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "The ledger knows no terminal's certificate with this SHA-256."));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("record", Base64Url.encode(issue.record()));
        members.put("proof", issue.proof());
        return Response.ok(JsonWriter.write(members)).build();
    }

    @GET
    @Path("{thumbprint}")
    @Produces(MEDIA_TYPE)
    public Response certificate(@PathParam("thumbprint") String thumbprint, @Context Request request) {
        StoredCertificate stored = certificates
                .find(thumbprint)
                .orElseThrow(
                        () -> new Problem(ProblemType.NOT_FOUND, "No certificate with this SHA-256 was issued here."));
        EntityTag tag = new EntityTag(stored.thumbprint());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(stored.der(), MEDIA_TYPE).tag(tag) : unchanged;
        return answer.header("Cache-Control", FOR_EVER).build();
    }
}
