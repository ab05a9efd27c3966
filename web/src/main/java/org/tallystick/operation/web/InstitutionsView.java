package org.tallystick.operation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.operation.Institution;
import org.tallystick.operation.service.Institutions;
import org.tallystick.shared.web.Moment;

/** Acquirers: all of them, or the one that the page's path names. */
@Named("institutions")
@RequestScoped
public class InstitutionsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private Institutions institutions;

    private @Nullable List<Institution> all;
    private @Nullable Row one;

    /** An acquirer in words. */
    public record Row(
            String code,
            String name,
            String regions,
            String merchants,
            String terminals,
            String receipts,
            String expiring,
            boolean attention) {}

    public List<Row> getRows() {
        return all().stream().map(this::row).toList();
    }

    /** How many institutions and merchants the platform has. */
    public List<String> getSizes() {
        return Arrays.stream(institutions.sizes(viewer.viewer()))
                .mapToObj(Words::figure)
                .toList();
    }

    /** The one of the path. */
    public Row getOne() {
        if (one == null) {
            one = row(institutions.find(viewer.viewer(), viewer.path("institution")));
        }
        return one;
    }

    /** When its newest receipt came; null if there is none. */
    public @Nullable Moment getNewest() {
        return institutions
                .newestReceipt(viewer.viewer(), viewer.path("institution"))
                .map(Moment::of)
                .orElse(null);
    }

    private Row row(Institution one) {
        Words words = Words.of(request);
        return new Row(
                one.code(),
                one.name(words.locale()),
                regions(one.regions(), words),
                Words.figure(one.merchants()),
                Words.figure(one.terminals()),
                Words.figure(one.receipts()),
                Words.figure(one.expiring()),
                one.expiring() > 0);
    }

    private static String regions(List<String> regions, Words words) {
        int shown = Math.min(3, regions.size());
        String first = String.join(words.get("list.separator"), regions.subList(0, shown));
        return regions.size() > shown ? words.get("regions.more", first, (regions.size() - shown) + "") : first;
    }

    private List<Institution> all() {
        if (all == null) {
            all = institutions.list(viewer.viewer());
        }
        return all;
    }
}
