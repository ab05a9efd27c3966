package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.EntryKind;

/**
 * What was done with a key of the platform, or what became of it, as salted JSON whose digest goes into the ledger (API.md, Ledger
 * entry bytes). The row is written first and gets its place when the ledger has confirmed it.
 */
@Entity
@Table(name = "ceremony")
public class Ceremony {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "number")
    private @Nullable Long number;

    @Column(name = "id")
    private String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private EntryKind kind;

    @Column(name = "event")
    private String event;

    @Column(name = "subject")
    private String subject;

    @Column(name = "name")
    private String name;

    @Column(name = "actor")
    private String actor;

    @Column(name = "object")
    private byte[] object;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "acquirer")
    private @Nullable String acquirer;

    @Column(name = "log_id")
    private @Nullable Integer logId;

    @Column(name = "seq")
    private @Nullable Long seq;

    /**
     * What is told.
     *
     * @param kind ceremony or incident
     * @param event made, activated, reserved, retired, revoked, exported, removed, imported, used, failed, recovered
     * @param subject thumbprint of the key's certificate, or {@code -}
     * @param name of the key or its holder, for people
     * @param actor login of whoever did it; {@code platform} for what happens by itself
     */
    public record Told(EntryKind kind, String event, String subject, String name, String actor) {}

    protected Ceremony() {}

    /**
     * @param id 22 characters, the id of the ledger entry
     * @param object the exact bytes whose SHA-256 is logged
     */
    public Ceremony(String id, Told told, byte[] object, Instant happenedAt) {
        this.id = id;
        this.kind = told.kind();
        this.event = told.event();
        this.subject = told.subject();
        this.name = told.name();
        this.actor = told.actor();
        this.object = Arrays.copyOf(object, object.length);
        this.happenedAt = happenedAt;
    }

    public String id() {
        return id;
    }

    public Told told() {
        return new Told(kind, event, subject, name, actor);
    }

    public byte[] object() {
        return Arrays.copyOf(object, object.length);
    }

    public Instant happenedAt() {
        return happenedAt;
    }

    /** Whose log has it. */
    public Optional<String> acquirer() {
        return Optional.ofNullable(acquirer);
    }

    /** Number of that log. */
    public Optional<Integer> logId() {
        return Optional.ofNullable(logId);
    }

    /** Its place in that log; empty while it waits. */
    public Optional<Long> seq() {
        return Optional.ofNullable(seq);
    }

    /** The ledger has the entry, at this index of this log. */
    public void logged(String itsAcquirer, int itsLog, long index) {
        acquirer = itsAcquirer;
        logId = itsLog;
        seq = index;
    }
}
