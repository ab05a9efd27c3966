package org.tallystick.receipts.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.ReceiptListItem;
import org.tallystick.receipts.ReceiptListPage;
import org.tallystick.receipts.ReceiptListQuery;
import org.tallystick.receipts.service.ReceiptList;
import org.tallystick.shared.service.Settings;

/** {@code GET /api/v1/receipts.csv}: the same list as a table, all of it, read page by page while it is sent. */
@Path("/receipts.csv")
@PermitAll
public class ReceiptsCsvResource {
    private static final String HEAD = "number,sale time,terminal,type,status,cause,amount,currency,trace no,arrival,"
            + "ledger index,log,findings,link\r\n";

    /** Spreadsheet programs take a file for UTF-8 only if it begins with this. */
    private static final char BYTE_ORDER_MARK = '\ufeff';

    @Inject
    PortalIdentity identity;

    @Inject
    ReceiptList receipts;

    @Inject
    Settings settings;

    @GET
    @Produces("text/csv;charset=UTF-8")
    public Response table(@Context UriInfo address) {
        Viewer viewer = identity.caller();
        ReceiptListQuery query = largest(ReceiptListParameters.read(address.getQueryParameters()));
        ReceiptListPage first = receipts.page(viewer, query);
        StreamingOutput rows = out -> write(out, viewer, query, first);
        return Response.ok(rows)
                .header("Content-Disposition", "attachment; filename=\"tallystick-receipts.csv\"")
                .build();
    }

    private static ReceiptListQuery largest(ReceiptListQuery asked) {
        return new ReceiptListQuery(
                asked.merchantNo(),
                asked.from(),
                asked.to(),
                asked.terminalNo(),
                asked.status(),
                Optional.empty(),
                ReceiptListQuery.MOST);
    }

    private void write(OutputStream out, Viewer viewer, ReceiptListQuery query, ReceiptListPage first)
            throws IOException {
        Writer table = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        table.append(BYTE_ORDER_MARK).append(HEAD);
        ReceiptListPage page = first;
        while (true) {
            for (ReceiptListItem item : page.items()) {
                table.append(row(item));
            }
            if (page.next().isEmpty()) {
                break;
            }
            page = receipts.page(viewer, query.after(page.next().get()));
        }
        table.flush();
    }

    /** No cell holds a text that somebody could have chosen, so none needs quotes or could be taken for a formula. */
    private String row(ReceiptListItem item) {
        return String.join(
                        ",",
                        item.number(),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(item.time()),
                        item.terminalNo(),
                        item.type().name(),
                        item.status().name(),
                        item.cause().orElse(""),
                        item.amount().decimal(),
                        item.amount().currency().getCurrencyCode(),
                        item.traceNo(),
                        item.arrival().toString(),
                        Long.toString(item.index()),
                        item.log(),
                        String.join(" ", item.findings()),
                        item.code()
                                .map(code -> settings.baseUrl() + "/r/" + code)
                                .orElse(""))
                + "\r\n";
    }
}
