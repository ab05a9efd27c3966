package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.RevocationList;
import org.tallystick.enrolment.SealKeyState;
import org.tallystick.enrolment.StoredCertificate;

/** Where the key of a certificate lies, and how it does on this node. */
@ApplicationScoped
public class KeyStates {
    private final KeyVault vault;
    private final SealKeyRepository seals;
    private final SealKeys keys;
    private final RevocationRepository lists;

    @Inject
    KeyStates(KeyVault vault, SealKeyRepository seals, SealKeys keys, RevocationRepository lists) {
        this.vault = vault;
        this.seals = seals;
        this.keys = keys;
        this.lists = lists;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyStates() {
        this(null, null, null, null);
    }

    /**
     * @param place FILE, DEVICE or AWAY
     * @param rank of a seal: ACTIVE, RESERVE or RETIRED; else empty
     * @param used when a seal last sealed
     * @param failing since when a seal does not sign here
     * @param list of an authority: until when its newest revocation list counts
     */
    public record State(
            String place, String rank, Optional<Instant> used, Optional<Instant> failing, Optional<Instant> list) {}

    State of(StoredCertificate stored) {
        String thumbprint = stored.thumbprint();
        Optional<SealKeyState> seal = seals.find(thumbprint);
        return new State(
                place(thumbprint),
                seal.map(key -> key.rank().name()).orElse(""),
                Stream.concat(keys.lastUsed(thumbprint).stream(), seal.flatMap(SealKeyState::usedAt).stream())
                        .findFirst(),
                keys.failingSince(thumbprint),
                lists.list(thumbprint)
                        .filter(list -> list.der().length > 0)
                        .map(RevocationList::edition)
                        .map(RevocationList.Edition::nextUpdate));
    }

    /** A lost file is told by the start and by health; here it is just not there. */
    private String place(String thumbprint) {
        try {
            return vault.nameOf(thumbprint)
                    .map(vault::place)
                    .orElse(KeyVault.Place.AWAY)
                    .name();
        } catch (IllegalStateException e) {
            return KeyVault.Place.AWAY.name();
        }
    }
}
