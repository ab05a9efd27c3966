package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.FileType;

/** Documents of applications, encrypted, in pieces that every database takes. */
@ApplicationScoped
class DocumentRepository {
    private static final int PIECE = 512 << 10;
    private static final String COLUMNS = "SELECT d.id, d.kind, d.file_type, d.file_name, d.length, d.added_at";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    List<ApplicationDocument> of(String application) {
        return documents(query(
                COLUMNS + " FROM application_document d WHERE d.application = ?1 ORDER BY d.added_at, d.id",
                application));
    }

    /** A document of an application to this institution that is no draft. */
    Optional<ApplicationDocument> ofInstitution(String id, String acquirer) {
        return documents(query(
                        COLUMNS
                                + " FROM application_document d JOIN merchant_application a ON a.number = d.application"
                                + " WHERE d.id = ?1 AND a.acquirer_code = ?2 AND a.state <> 'DRAFT'",
                        id,
                        acquirer))
                .stream()
                .findFirst();
    }

    String applicationOf(String id) {
        return (String) query("SELECT application FROM application_document WHERE id = ?1", id)
                .getSingleResult();
    }

    boolean isThere(String application, String digest) {
        return !query("SELECT id FROM application_document WHERE application = ?1 AND digest = ?2", application, digest)
                .getResultList()
                .isEmpty();
    }

    void add(String application, ApplicationDocument document, String digest, Secrets.Sealed sealed) {
        query(
                        "INSERT INTO application_document (id, application, kind, file_type, file_name, length, digest,"
                                + " added_at, sealed_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        document.id(),
                        application,
                        document.kind().name(),
                        document.type().name(),
                        document.name(),
                        document.length(),
                        digest,
                        document.addedAt(),
                        sealed.key())
                .executeUpdate();
        byte[] content = sealed.content();
        for (int from = 0; from < content.length; from += PIECE) {
            query(
                            "INSERT INTO application_document_piece (document, seq, bytes) VALUES (?1, ?2, ?3)",
                            document.id(),
                            from / PIECE,
                            Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE)))
                    .executeUpdate();
        }
    }

    Secrets.Sealed sealed(String id) {
        byte[] key = (byte[]) query("SELECT sealed_key FROM application_document WHERE id = ?1", id)
                .getSingleResult();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<?> pieces = query("SELECT bytes FROM application_document_piece WHERE document = ?1 ORDER BY seq", id)
                .getResultList();
        pieces.forEach(piece -> content.writeBytes((byte[]) piece));
        return new Secrets.Sealed(key, content.toByteArray());
    }

    /** @return false if the application has no such document */
    boolean remove(String application, String id) {
        if (of(application).stream().noneMatch(document -> document.id().equals(id))) {
            return false;
        }
        query("DELETE FROM application_document_piece WHERE document = ?1", id).executeUpdate();
        query("DELETE FROM application_document WHERE id = ?1", id).executeUpdate();
        return true;
    }

    /** Forgets drafts that were begun before this, with their documents. */
    void forgetDrafts(long before) {
        String drafts = "SELECT number FROM merchant_application WHERE state = 'DRAFT' AND created_at < ?1";
        String documents = "SELECT id FROM application_document WHERE application IN (" + drafts + ")";
        query("DELETE FROM application_document_piece WHERE document IN (" + documents + ")", before)
                .executeUpdate();
        query("DELETE FROM application_document WHERE application IN (" + drafts + ")", before)
                .executeUpdate();
        query("DELETE FROM merchant_application WHERE state = 'DRAFT' AND created_at < ?1", before)
                .executeUpdate();
    }

    private static List<ApplicationDocument> documents(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new ApplicationDocument(
                        (String) row[0],
                        DocumentKind.valueOf((String) row[1]),
                        FileType.valueOf((String) row[2]),
                        (String) row[3],
                        ((Number) row[4]).intValue(),
                        ((Number) row[5]).longValue()))
                .toList();
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
