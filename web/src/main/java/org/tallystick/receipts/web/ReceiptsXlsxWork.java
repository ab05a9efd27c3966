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

/** A merchant's receipts as a spreadsheet; what one sheet cannot hold goes on in further ones. */
@ApplicationScoped
class ReceiptsXlsxWork implements LongWork {
    @Inject
    ReceiptSearch search;

    @Inject
    Clock clock;

    @Override
    public String kind() {
        return "receipts-xlsx";
    }

    @Override
    public String fileName() {
        return "receipts.xlsx";
    }

    @Override
    public String mediaType() {
        return ReceiptsFile.XLSX;
    }

    @Override
    public long steps(Viewer viewer, String parameters) {
        viewer.merchantNo();
        return search.totals(viewer, query(parameters).filter()).count();
    }

    @Override
    public void perform(WorkRun run, OutputStream result) throws IOException {
        try (RowsFile file = new XlsxFile(result)) {
            new ReceiptsFile(search, run.viewer(), run.locale())
                    .write(file, query(run.parameters()), "xlsx", run::step);
        }
    }

    private SearchQuery query(String parameters) {
        return SearchQuery.of(QueryParameters.of(parameters), clock);
    }
}
