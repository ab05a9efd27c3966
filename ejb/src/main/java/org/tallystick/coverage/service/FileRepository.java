package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.coverage.CaseFile;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.ScanType;

/** Scans that were handed in, as they are stored: encrypted. */
@ApplicationScoped
class FileRepository {
    private final RowRepository rows;

    @Inject
    FileRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected FileRepository() {
        this(null);
    }

    void add(CaseNumber number, CaseFile file, String digest, byte[] sealed) {
        rows.change(
                "INSERT INTO coverage_file (id, case_number, kind, file_type, length, digest, added_by, added_at, sealed)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(
                        file.id(),
                        number.text(),
                        file.kind().name(),
                        file.type().name(),
                        file.length(),
                        digest,
                        file.addedBy(),
                        file.addedAt().toEpochMilli(),
                        sealed));
    }

    /** In order of arrival. */
    List<CaseFile> of(CaseNumber number) {
        return rows.list(
                "SELECT id, kind, file_type, length, added_by, added_at FROM coverage_file WHERE case_number = ?"
                        + " ORDER BY added_at, id",
                List.of(number.text()),
                row -> new CaseFile(
                        row.getString(1),
                        Remedy.valueOf(row.getString(2)),
                        ScanType.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6))));
    }

    /** A file that a viewer may see. */
    Optional<Stored> find(CaseScope scope, String id) {
        List<Object> values = new ArrayList<>(scope.parameters());
        values.add(id);
        return rows.first(
                "SELECT f.case_number, f.file_type, f.sealed FROM coverage_file f JOIN coverage_case c"
                        + " ON c.number = f.case_number JOIN merchant m ON m.merchant_no = c.merchant_no WHERE "
                        + scope.condition() + " AND f.id = ?",
                values,
                row -> new Stored(row.getString(1), ScanType.valueOf(row.getString(2)), row.getBytes(3)));
    }

    /** A file as stored. */
    record Stored(String caseNumber, ScanType type, byte[] sealed) {}
}
