package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tallystick.receipts.service.LedgerPlaces;
import org.tallystick.receipts.service.LedgerPlaces.Place;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.web.ReadOnlyServlet;

/**
 * {@code /explorer/receipt?q=}: leads from a receipt's number or digest to its place in the ledger explorer. Who knows the digest
 * takes it along, and sees the entry. Counted as a look-up.
 */
@WebServlet("/explorer/receipt")
public class LedgerPlaceServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST = 100;

    @Inject
    private transient LedgerPlaces places;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String asked = request.getParameter("q") == null
                ? ""
                : request.getParameter("q").strip();
        String sought = asked.substring(0, Math.min(LONGEST, asked.length()));
        boolean digest = DIGEST.matcher(sought).matches();
        Optional<Place> place = digest ? ofDigest(sought) : places.ofNumber(sought);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                place.map(p -> address(p) + (digest ? "?digest=" + sought : ""))
                        .orElseGet(() ->
                                "/explorer?by=receipt&none=1&q=" + URLEncoder.encode(sought, StandardCharsets.UTF_8)));
    }

    private Optional<Place> ofDigest(String text) {
        try {
            return places.ofDigest(Base64Url.decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String address(Place place) {
        return "/explorer" + place.prefix().substring("/ledger".length()) + "/" + place.index();
    }
}
