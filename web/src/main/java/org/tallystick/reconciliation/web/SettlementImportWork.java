package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.SettlementImport;
import org.tallystick.reconciliation.service.SettlementLists;
import org.tallystick.shared.web.QueryParameters;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkRun;

/** Reads a settlement file; the result is the list of its bad lines. */
@ApplicationScoped
class SettlementImportWork implements LongWork {
    static final String KIND = "settlement-import";

    @Inject
    SettlementImport imports;

    @Inject
    SettlementLists lists;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String fileName() {
        return "bad-lines.csv";
    }

    @Override
    public String mediaType() {
        return SettlementCsv.TYPE;
    }

    @Override
    public long steps(Viewer viewer, String parameters) {
        return imports.steps(viewer, number(parameters));
    }

    @Override
    public void perform(WorkRun run, OutputStream result) throws IOException {
        SettlementFile file = imports.perform(run.viewer(), number(run.parameters()), run::steps);
        new SettlementCsv(lists, run.viewer(), new SettlementWords(run.locale())).write(file, FileLists.FAULTS, result);
    }

    private static String number(String parameters) {
        return QueryParameters.of(parameters).apply("number").orElse("");
    }
}
