package org.tallystick.enrolment.service;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.StoredCertificate.Role;

/** The roots of the families in use: as the keys here and the database together know them. Thread-safe. */
final class PlatformRoots {
    private final AuthorityKeys keys;
    private final CertificateRepository certificates;

    PlatformRoots(AuthorityKeys keys, CertificateRepository certificates) {
        this.keys = keys;
        this.certificates = certificates;
    }

    /**
     * Opens the family's root, on first start making it.
     *
     * @throws IllegalStateException if it is lost, or keys and database do not belong together
     */
    void open(KeyFamily family) {
        List<String> known = known(family);
        X509Certificate root = keys.open(family, !known.isEmpty());
        if (!known.isEmpty() && !known.contains(StoredCertificate.thumbprint(root))) {
            throw new IllegalStateException(
                    "The database knows another root certificate than the data directory's keys:"
                            + " they come from different installations or backups. Restore the two together.");
        }
        certificates.store(Role.ROOT, root);
    }

    /** The families in use; SM2's root is opened once it is there, whichever node has made it. */
    List<KeyFamily> families() {
        if (of(KeyFamily.SM2).find().isEmpty() && !known(KeyFamily.SM2).isEmpty()) {
            open(KeyFamily.SM2);
        }
        return Arrays.stream(KeyFamily.values())
                .filter(family -> of(family).find().isPresent())
                .toList();
    }

    /** Another node may have made the family's root a moment ago. */
    void follow(KeyFamily family) {
        if (of(family).find().isEmpty()) {
            families();
        }
    }

    RootHolder of(KeyFamily family) {
        return keys.root(family);
    }

    /** The root with this thumbprint. */
    Optional<RootHolder> find(String thumbprint) {
        return Arrays.stream(KeyFamily.values())
                .map(this::of)
                .filter(root -> root.find()
                        .map(StoredCertificate::thumbprint)
                        .filter(thumbprint::equals)
                        .isPresent())
                .findFirst();
    }

    /** Thumbprints of the family's roots in the database. */
    private List<String> known(KeyFamily family) {
        return certificates.thumbprints(Role.ROOT).stream()
                .filter(thumbprint -> certificates
                        .find(thumbprint)
                        .filter(stored -> KeyFamily.of(stored.certificate()) == family)
                        .isPresent())
                .toList();
    }
}
