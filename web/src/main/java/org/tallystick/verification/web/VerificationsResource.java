package org.tallystick.verification.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.verification.Purpose;
import org.tallystick.verification.service.PlatformVerifier;

/**
 * {@code POST /api/v1/verifications}: a receipt file in, the report out, with {@code ?purpose=} by the rules for that purpose.
 * Nothing of the upload is kept (API.md "Reading").
 */
@Path("/verifications")
@PermitAll
public class VerificationsResource {
    private static final int LARGEST_UPLOAD = 2 * 1024 * 1024;

    @Inject
    PlatformVerifier verifier;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] verify(@QueryParam("purpose") @DefaultValue("consumer") String purpose, InputStream body)
            throws IOException {
        Purpose wanted = Purpose.of(purpose)
                .orElseThrow(() ->
                        Problem.member(ProblemType.MALFORMED, "purpose", "must be consumer, merchant, audit or court"));
        byte[] upload = body.readNBytes(LARGEST_UPLOAD + 1);
        if (upload.length > LARGEST_UPLOAD) {
            throw new Problem(ProblemType.TOO_LARGE, "A receipt file has at most 2 MiB.");
        }
        return verifier.verify(upload, wanted).toJson();
    }
}
