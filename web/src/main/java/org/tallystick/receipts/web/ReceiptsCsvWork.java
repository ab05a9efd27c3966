package org.tallystick.receipts.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import org.tallystick.access.Viewer;
import org.tallystick.receipts.service.ReceiptSearch;
import org.tallystick.shared.web.QueryParameters;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkRun;

/** A merchant's receipts as CSV. */
@ApplicationScoped
class ReceiptsCsvWork implements LongWork {
    @Inject
    ReceiptSearch search;

    @Inject
    Clock clock;

    @Override
    public String kind() {
        return "receipts-csv";
    }

    @Override
    public String fileName() {
        return "receipts.csv";
    }

    @Override
    public String mediaType() {
        return ReceiptsFile.CSV;
    }

    @Override
    public long steps(Viewer viewer, String parameters) {
        viewer.merchantNo();
        return search.totals(viewer, query(parameters).filter()).count();
    }

    @Override
    public void perform(WorkRun run, OutputStream result) throws IOException {
        try (RowsFile file = new CsvFile(result)) {
            new ReceiptsFile(search, run.viewer(), run.locale()).write(file, query(run.parameters()), "csv", run::step);
        }
    }

    private SearchQuery query(String parameters) {
        return SearchQuery.of(QueryParameters.of(parameters), clock);
    }
}
