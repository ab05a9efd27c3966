package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a certificate, as salted JSON whose digest goes into the ledger (API.md, Ledger entry
 * bytes). The row is written first and gets its place when the ledger has confirmed it; a place that is lost in a crash
 * is won again by appending once more.
 */
@Entity
@Table(name = "certificate_record")
public class CertificateRecord {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "acquirer")
    private String acquirer;

    @Column(name = "thumbprint")
    private String thumbprint;

    @Column(name = "object")
    private byte[] object;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "log_id")
    private @Nullable Integer logId;

    @Column(name = "seq")
    private @Nullable Long seq;

    protected CertificateRecord() {}

    /**
     * @param id 22 characters, the id of the ledger entry
     * @param acquirer whose log takes the entry
     * @param object the exact bytes whose SHA-256 is logged
     */
    public CertificateRecord(String id, String acquirer, String thumbprint, byte[] object, Instant createdAt) {
        this.id = id;
        this.acquirer = acquirer;
        this.thumbprint = thumbprint;
        this.object = Arrays.copyOf(object, object.length);
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String acquirer() {
        return acquirer;
    }

    public String thumbprint() {
        return thumbprint;
    }

    public byte[] object() {
        return object;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean isLogged() {
        return seq != null;
    }

    /** Number of the log that has it. */
    public Optional<Integer> logId() {
        return Optional.ofNullable(logId);
    }

    /** Its place in that log. */
    public Optional<Long> seq() {
        return Optional.ofNullable(seq);
    }

    /** The ledger has the entry, at this index of this log. */
    public void logged(int newLogId, long newSeq) {
        logId = newLogId;
        seq = newSeq;
    }
}
