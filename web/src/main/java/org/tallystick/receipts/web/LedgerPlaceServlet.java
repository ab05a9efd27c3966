package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tallystick.ledger.web.DigestText;
import org.tallystick.receipts.ReceiptLink;
import org.tallystick.receipts.service.LedgerPlaces;
import org.tallystick.receipts.service.LedgerPlaces.Place;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.web.ReadOnlyServlet;

/**
 * {@code /explorer/receipt?q=}: leads from a receipt's number, link or digest to its place in the ledger explorer. Who knows the digest
 * takes it along, and sees the entry. Counted as a look-up.
 */
@WebServlet("/explorer/receipt")
public class LedgerPlaceServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    @Inject
    private transient LedgerPlaces places;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getParameter("q") == null
                ? ""
                : request.getParameter("q").strip();
        String sought = asked.substring(0, Math.min(LONGEST, asked.length()));
        Optional<byte[]> digest = DigestText.parse(sought);
        Optional<Place> place = digest.isPresent()
                ? places.ofDigest(digest.get())
                : ReceiptLink.code(sought).isPresent()
                        ? places.ofCode(ReceiptLink.code(sought).get())
                        : places.ofNumber(sought);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                place.map(p -> address(p)
                                + digest.map(known -> "?digest=" + Base64Url.encode(known))
                                        .orElse(""))
                        .orElseGet(() ->
                                "/explorer?by=receipt&none=1&q=" + URLEncoder.encode(sought, StandardCharsets.UTF_8)));
    }

    private static String address(Place place) {
        return "/explorer" + place.prefix().substring("/ledger".length()) + "/" + place.index();
    }
}
