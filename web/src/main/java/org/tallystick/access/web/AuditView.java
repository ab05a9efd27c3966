package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.AuditRecord;
import org.tallystick.access.AuditSearch;
import org.tallystick.access.service.AuditTrail;
import org.tallystick.shared.web.Addresses;
import org.tallystick.shared.web.Moment;

/** The audit trail: the filter of the query string, a page of records, and how far the ledger covers it. */
@Named("audit")
@RequestScoped
public class AuditView {
    private static final int ROWS = 50;

    @Inject
    private AuditTrail trail;

    @Inject
    private PortalIdentity identity;

    @Inject
    private HttpServletRequest request;

    /** What the query string asks for; a date that is none is left out. */
    static AuditSearch search(HttpServletRequest request) {
        return AuditCsv.search(name -> Optional.ofNullable(request.getParameter(name)));
    }

    public List<AuditRecord> getRows() {
        return trail.find(identity.viewer().orElseThrow(), search(request), (getNumber() - 1) * ROWS, ROWS);
    }

    public long getCount() {
        return trail.count(identity.viewer().orElseThrow(), search(request));
    }

    public Moment time(AuditRecord row) {
        return Moment.of(Instant.ofEpochMilli(row.at()));
    }

    public int getNumber() {
        String page = text(request, "page");
        return page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
    }

    public boolean isMore() {
        return (long) getNumber() * ROWS < getCount();
    }

    /** Address of another page of the same search. */
    public String at(int page) {
        String here = Addresses.withoutParameters("/admin/audit", query(), Set.of("page", "done"));
        return here + (here.contains("?") ? "&" : "?") + "page=" + page;
    }

    /** The same search as a file. */
    public String getExport() {
        return Addresses.withoutParameters("/admin/audit.csv", query(), Set.of("page", "done"));
    }

    /** The same search without its page, as long work is given it. */
    public String getParameters() {
        String address = Addresses.withoutParameters("/", query(), Set.of("page", "done"));
        return address.contains("?") ? address.substring(address.indexOf('?') + 1) : "";
    }

    public boolean isFiltered() {
        return !search(request).equals(AuditSearch.ALL);
    }

    /** Records of the chain and those that the ledger covers. */
    public long[] getLengths() {
        return trail.lengths(identity.viewer().orElseThrow());
    }

    /** Whether the chain was just recomputed; see {@link AuditAction}. */
    public boolean isChecked() {
        return request.getAttribute(AuditAction.BROKEN) != null;
    }

    /** The first record that does not follow; 0 if all do. */
    public long getBroken() {
        return request.getAttribute(AuditAction.BROKEN) instanceof Long broken ? broken : 0;
    }

    private @Nullable String query() {
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        return forwarded instanceof String query ? query : request.getQueryString();
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
