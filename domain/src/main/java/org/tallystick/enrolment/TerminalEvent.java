package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A signed event of a terminal, kept as received: evidence for why a signature was missing (API.md, Terminal events). */
@Entity
@Table(name = "terminal_event")
public class TerminalEvent {
    @Id
    @Column(name = "payload_digest")
    private String payloadDigest;

    @Column(name = "terminal_no")
    private String terminalNo;

    @Column(name = "series")
    private long series;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private TerminalEventType type;

    @Column(name = "event_time")
    private Instant eventTime;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "envelope")
    private byte[] envelope;

    /**
     * What the event says.
     *
     * @param series of the certificate that signed it
     * @param time as the terminal claims
     */
    public record Facts(String terminalNo, long series, TerminalEventType type, Instant time) {}

    protected TerminalEvent() {}

    /**
     * @param payloadDigest base64url of the SHA-256 of the payload bytes
     * @param envelope the request body with payload, header and signature
     */
    public TerminalEvent(String payloadDigest, Facts facts, byte[] envelope, Instant receivedAt) {
        this.payloadDigest = payloadDigest;
        this.terminalNo = facts.terminalNo();
        this.series = facts.series();
        this.type = facts.type();
        this.eventTime = facts.time();
        this.envelope = envelope;
        this.receivedAt = receivedAt;
    }

    public String payloadDigest() {
        return payloadDigest;
    }

    public Facts facts() {
        return new Facts(terminalNo, series, type, eventTime);
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public byte[] envelope() {
        return envelope;
    }
}
