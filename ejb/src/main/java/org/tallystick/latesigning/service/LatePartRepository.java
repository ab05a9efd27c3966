package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import org.tallystick.signing.service.EncryptedParts;

/** What was drawn or typed, and where from, as it is stored: encrypted. */
@ApplicationScoped
class LatePartRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    void add(String signature, EncryptedParts sealed) {
        query(
                        "INSERT INTO late_key (signature, key_version, nonce, wrapped) VALUES (?1, ?2, ?3, ?4)",
                        signature,
                        sealed.keyVersion(),
                        sealed.nonce(),
                        sealed.wrappedKey())
                .executeUpdate();
        for (EncryptedParts.EncryptedPart part : sealed.parts()) {
            query(
                            "INSERT INTO late_part (signature, name, media_type, nonce, ciphertext) VALUES (?1, ?2, ?3, ?4, ?5)",
                            signature,
                            part.name(),
                            part.mediaType(),
                            part.nonce(),
                            part.ciphertext())
                    .executeUpdate();
        }
    }

    /** Empty once it was erased. */
    Optional<EncryptedParts> find(String signature) {
        List<?> keys = query("SELECT key_version, nonce, wrapped FROM late_key WHERE signature = ?1", signature)
                .getResultList();
        List<?> rows = query(
                        "SELECT name, media_type, nonce, ciphertext FROM late_part WHERE signature = ?1 ORDER BY name",
                        signature)
                .getResultList();
        List<EncryptedParts.EncryptedPart> parts = rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new EncryptedParts.EncryptedPart(
                        (String) row[0], (String) row[1], (byte[]) row[2], (byte[]) row[3]))
                .toList();
        return keys.stream()
                .map(key -> (Object[]) key)
                .map(key -> new EncryptedParts(((Number) key[0]).intValue(), (byte[]) key[1], (byte[]) key[2], parts))
                .findFirst();
    }

    /** Destroys the key, and what it opens. @return whether there was something to erase */
    boolean erase(String signature) {
        int keys = query("DELETE FROM late_key WHERE signature = ?1", signature).executeUpdate();
        query("DELETE FROM late_part WHERE signature = ?1", signature).executeUpdate();
        return keys > 0;
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
