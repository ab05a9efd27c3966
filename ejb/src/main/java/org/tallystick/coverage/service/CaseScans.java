package org.tallystick.coverage.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.SecretBox;
import org.tallystick.coverage.CaseFile;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.ScanType;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/** Scanned slips and signed letters: kept encrypted, shown to those who may see the case. */
@ApplicationScoped
@PermitAll
public class CaseScans {
    private final FileRepository files;
    private final SecretBox box;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** A file that was opened. */
    public record Opened(ScanType type, byte[] data) {}

    @Inject
    CaseScans(FileRepository files, SecretBox box, Event<AuditEvent> audit, Clock clock) {
        this.files = files;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseScans() {
        this(null, null, null, null);
    }

    /** @throws Problem member-invalid naming {@code file} unless it is a PDF, PNG or JPEG of at most 5 MiB */
    void keep(Viewer viewer, CaseNumber number, Remedy kind, byte[] data) {
        if (data.length > ScanType.LARGEST) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "file", "is larger than 5 MiB");
        }
        ScanType type = ScanType.of(data)
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "file", "must be a PDF, PNG or JPEG"));
        String id = Ids.random();
        CaseFile file = new CaseFile(id, kind, type, data.length, viewer.login(), clock.instant());
        files.add(number, file, Base64Url.encode(Sha256.of(data)), box.seal(data, owner(id)));
    }

    /**
     * Opens a scan; that somebody looked is recorded.
     *
     * @throws Problem not found, also for one that the viewer may not see
     */
    public Opened open(Viewer viewer, String id) {
        FileRepository.Stored stored = files.find(CaseScope.of(viewer), id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such file."));
        audit.fire(viewer.audit("case.file", stored.caseNumber()));
        return new Opened(stored.type(), box.open(stored.sealed(), owner(id)));
    }

    private static String owner(String id) {
        return "coverage file " + id;
    }
}
