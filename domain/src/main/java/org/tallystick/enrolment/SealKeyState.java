package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that can seal, and whether it does. */
@Entity
@Table(name = "seal_key")
public class SealKeyState {
    @Id
    @Column(name = "thumbprint")
    private String thumbprint;

    @Column(name = "name")
    private String name;

    @Column(name = "algorithm")
    private String algorithm;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private Rank rank;

    @Column(name = "ranked_at")
    private Instant rankedAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    /** What a key is for; of equal ones the newest is asked first. */
    public enum Rank {
        /** Seals, if it is the newest; else steps in. */
        ACTIVE,
        /** Steps in when no active one signs. */
        RESERVE,
        /** Seals no more. What it has sealed stays valid. */
        RETIRED
    }

    protected SealKeyState() {}

    /**
     * @param name under which the key is kept
     * @param algorithm by its JOSE name
     */
    public SealKeyState(String thumbprint, String name, String algorithm, Rank rank, Instant rankedAt) {
        this.thumbprint = thumbprint;
        this.name = name;
        this.algorithm = algorithm;
        this.rank = rank;
        this.rankedAt = rankedAt;
    }

    public String thumbprint() {
        return thumbprint;
    }

    public String name() {
        return name;
    }

    public String algorithm() {
        return algorithm;
    }

    public Rank rank() {
        return rank;
    }

    public Instant rankedAt() {
        return rankedAt;
    }

    /** When it last sealed, to the minute. */
    public Optional<Instant> usedAt() {
        return Optional.ofNullable(usedAt);
    }

    /** From now on it is for this. */
    public void rank(Rank newRank, Instant now) {
        rank = newRank;
        rankedAt = now;
    }

    public void used(Instant now) {
        usedAt = now;
    }
}
