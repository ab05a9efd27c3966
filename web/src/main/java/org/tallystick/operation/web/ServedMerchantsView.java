package org.tallystick.operation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.operation.MerchantPage;
import org.tallystick.operation.ServedMerchant;
import org.tallystick.operation.service.Institutions;

/** Merchants as the operator searches them; the query string is the state. */
@Named("servedMerchants")
@RequestScoped
public class ServedMerchantsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private Institutions institutions;

    private @Nullable MerchantPage found;

    /** A merchant in words. */
    public record Row(
            String number,
            String name,
            String place,
            String mcc,
            String institution,
            String institutionName,
            String terminals,
            String expiring,
            boolean attention) {}

    public List<Row> getRows() {
        Words words = Words.of(request);
        return found().rows().stream().map(m -> row(m, words)).toList();
    }

    public String getCount() {
        return Words.of(request).get("merchants.count", Words.figure(found().total()));
    }

    public String getText() {
        return parameter("q");
    }

    public String getInstitution() {
        return parameter("institution");
    }

    public boolean isFiltered() {
        return !getText().isEmpty() || !getInstitution().isEmpty();
    }

    public String getPlace() {
        return Words.of(request).get("page.of", Words.figure(found().page()), Words.figure(found().pages()));
    }

    /** Address of the page before; empty on the first. */
    public String getBefore() {
        return found().page() > 1 ? at(found().page() - 1) : "";
    }

    /** Address of the next page; empty on the last. */
    public String getAfter() {
        return found().page() < found().pages() ? at(found().page() + 1) : "";
    }

    private String at(int page) {
        return "?q=" + encoded(getText()) + "&institution=" + encoded(getInstitution()) + "&page=" + page;
    }

    private static Row row(ServedMerchant m, Words words) {
        return new Row(
                m.merchantNo(),
                m.name(words.locale()),
                m.city().equals(m.region()) ? m.city() : m.region() + " " + m.city(),
                m.mcc(),
                m.institution(),
                m.institutionName(words.locale()),
                Words.figure(m.terminals()),
                Words.figure(m.expiring()),
                m.expiring() > 0);
    }

    private MerchantPage found() {
        if (found == null) {
            String page = parameter("page");
            int asked = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
            found = institutions.merchants(viewer.viewer(), getText(), getInstitution(), asked);
        }
        return found;
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
