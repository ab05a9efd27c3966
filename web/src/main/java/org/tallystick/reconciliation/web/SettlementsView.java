package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.reconciliation.SettlementField;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.shared.web.Preferences;

/** The list of settlement files, newest first, and what a file may look like. The address holds where the page begins. */
@Named("settlements")
@RequestScoped
public class SettlementsView {
    private static final int ROWS = 50;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private SettlementDesk desk;

    private @Nullable List<SettlementFile> files;

    /** A field with the header names that are understood. */
    public record Column(String field, String names) {}

    public List<FileLine> getRows() {
        List<SettlementFile> all = files();
        return all.subList(0, Math.min(ROWS, all.size())).stream()
                .map(file -> new FileLine(file, viewer.getArea(), words()))
                .toList();
    }

    public boolean isNone() {
        return files().isEmpty();
    }

    /** Address of the page after this one; empty if there is none. */
    public String getOlder() {
        return files().size() > ROWS
                ? getPath() + "?before=" + files().get(ROWS - 1).id()
                : "";
    }

    public boolean isLater() {
        return before() < Long.MAX_VALUE;
    }

    public String getPath() {
        return "/" + viewer.getArea() + "/settlements";
    }

    /** Whether the institution is to be named: the operator hands files in for all of them. */
    public boolean isForAll() {
        return viewer.viewer().role() == Role.OPERATOR;
    }

    public List<Column> getColumns() {
        return Arrays.stream(SettlementField.values())
                .map(field -> new Column(words().get("field." + field), String.join(" · ", field.names())))
                .toList();
    }

    private List<SettlementFile> files() {
        if (files == null) {
            files = desk.list(viewer.viewer(), before(), ROWS + 1);
        }
        return files;
    }

    private long before() {
        String before = request.getParameter("before");
        return before != null && before.matches("[1-9][0-9]{0,15}") ? Long.parseLong(before) : Long.MAX_VALUE;
    }

    private SettlementWords words() {
        return new SettlementWords(Preferences.of(request).language().locale());
    }
}
