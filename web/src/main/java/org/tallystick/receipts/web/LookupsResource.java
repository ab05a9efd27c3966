package org.tallystick.receipts.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.tallystick.receipts.Lookup;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;

/** {@code POST /api/v1/lookups}: is there such a receipt? Answers the outcome only (API.md "Reading"). */
@Path("/lookups")
@PermitAll
public class LookupsResource {
    private static final int LARGEST_BODY = 4 * 1024;

    @Inject
    ReceiptPages pages;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] lookUp(InputStream body) throws IOException {
        byte[] json = body.readNBytes(LARGEST_BODY);
        Lookup lookup = Lookup.ofJson(StrictJson.parse(json, StrictJson.Limits.BILL));
        return JsonWriter.write(Map.of("outcome", pages.lookUp(lookup).name()));
    }
}
