package org.tallystick.work.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.tallystick.access.AuditRecord;
import org.tallystick.access.AuditSearch;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.AuditTrail;
import org.tallystick.access.web.AuditCsv;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.web.QueryParameters;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkRun;

/** The operator's audit trail, as far as the search finds it, as CSV; the oldest record first. */
@ApplicationScoped
class AuditTrailWork implements LongWork {
    @Inject
    AuditTrail trail;

    @Inject
    Event<AuditEvent> audit;

    @Override
    public String kind() {
        return "audit-csv";
    }

    @Override
    public String fileName() {
        return "audit.csv";
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=UTF-8";
    }

    @Override
    public long steps(Viewer viewer, String parameters) {
        return trail.count(viewer, search(parameters));
    }

    @Override
    public void perform(WorkRun run, OutputStream result) throws IOException {
        audit.fire(run.viewer().audit("audit.export", "long work"));
        Writer out = new BufferedWriter(new OutputStreamWriter(result, StandardCharsets.UTF_8));
        out.write(AuditCsv.HEAD);
        try {
            trail.each(run.viewer(), search(run.parameters()), row -> write(out, row, run));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private static void write(Writer out, AuditRecord row, WorkRun run) {
        try {
            out.write(AuditCsv.line(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run.step();
    }

    private static AuditSearch search(String parameters) {
        return AuditCsv.search(QueryParameters.of(parameters));
    }
}
