package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
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
    private final OcspAnswers ocsp;

    @Inject
    KeyStates(KeyVault vault, SealKeyRepository seals, SealKeys keys, RevocationRepository lists, OcspAnswers ocsp) {
        this.vault = vault;
        this.seals = seals;
        this.keys = keys;
        this.lists = lists;
        this.ocsp = ocsp;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyStates() {
        this(null, null, null, null, null);
    }

    /**
     * @param place FILE, DEVICE or AWAY
     * @param rank of a seal: ACTIVE, RESERVE or RETIRED; else empty
     * @param used when a seal last sealed
     * @param failing since when a seal does not sign here
     * @param answers of an authority: what it tells about revocations
     */
    public record State(
            String place, String rank, Optional<Instant> used, Optional<Instant> failing, Answers answers) {}

    /**
     * What an authority tells about revocations; empty for what nobody has asked for yet.
     *
     * @param listMade when its newest list was made
     * @param listUntil until when that counts
     * @param responderUntil end of the certificate of the key that answers OCSP
     * @param answered when this node last signed such an answer
     */
    public record Answers(
            Optional<Instant> listMade,
            Optional<Instant> listUntil,
            Optional<Instant> responderUntil,
            Optional<Instant> answered) {}

    State of(StoredCertificate stored) {
        String thumbprint = stored.thumbprint();
        Optional<SealKeyState> seal = seals.find(thumbprint);
        return new State(
                place(thumbprint),
                seal.map(key -> key.rank().name()).orElse(""),
                Stream.concat(keys.lastUsed(thumbprint).stream(), seal.flatMap(SealKeyState::usedAt).stream())
                        .findFirst(),
                keys.failingSince(thumbprint),
                answers(stored));
    }

    private Answers answers(StoredCertificate stored) {
        Optional<RevocationList.Edition> list = lists.list(stored.thumbprint())
                .filter(made -> made.der().length > 0)
                .map(RevocationList::edition);
        return new Answers(
                list.map(RevocationList.Edition::madeAt),
                list.map(RevocationList.Edition::nextUpdate),
                responder(stored).map(certificate -> certificate.getNotAfter().toInstant()),
                ocsp.lastSigned(stored.thumbprint()));
    }

    private Optional<X509Certificate> responder(StoredCertificate stored) {
        return Optional.of(stored)
                .filter(each -> each.role().isAuthority())
                .map(StoredCertificate::certificate)
                .flatMap(authority -> vault.newestName(AuthorityKeys.responderPurpose(authority)))
                .flatMap(vault::certificate);
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
