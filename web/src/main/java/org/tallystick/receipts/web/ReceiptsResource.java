package org.tallystick.receipts.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.ReceiptListCursor;
import org.tallystick.receipts.ReceiptListPage;
import org.tallystick.receipts.service.ReceiptList;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.service.Settings;

/**
 * {@code GET /api/v1/receipts}: a merchant's receipts for its programs, under an API token. {@code POST} to the same address is
 * the terminals' endpoint and not answered here.
 */
@Path("/receipts")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptsResource {
    @Inject
    PortalIdentity identity;

    @Inject
    ReceiptList receipts;

    @Inject
    Settings settings;

    @GET
    public byte[] list(@Context UriInfo address) {
        ReceiptListPage page =
                receipts.page(identity.caller(), ReceiptListParameters.read(address.getQueryParameters()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "receipts",
                page.items().stream()
                        .map(item -> item.toMembers(settings.baseUrl()))
                        .toList());
        page.next().ifPresent(next -> members.put("next", next(address, next)));
        return JsonWriter.write(members);
    }

    @GET
    @Path("{number}")
    public byte[] receipt(@PathParam("number") String number) {
        ReceiptList.Entry entry = receipts.find(identity.caller(), number);
        Map<String, Object> members = entry.item().toMembers(settings.baseUrl());
        members.put(
                "bill",
                StrictJson.parse(entry.payload(), StrictJson.Limits.BILL).asMap());
        return JsonWriter.write(members);
    }

    @GET
    @Path("{number}/verification")
    public byte[] verification(@PathParam("number") String number) {
        return receipts.verify(identity.caller(), number).toJson();
    }

    /** The address of the next page: this one with another cursor. */
    private String next(UriInfo address, ReceiptListCursor cursor) {
        return settings.baseUrl()
                + "/api/v1/receipts?"
                + address.getRequestUriBuilder()
                        .replaceQueryParam("cursor", cursor.text())
                        .build()
                        .getRawQuery();
    }
}
