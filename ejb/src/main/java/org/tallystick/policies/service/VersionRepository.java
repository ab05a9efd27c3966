package org.tallystick.policies.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.policies.PolicyField;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.PolicyVersion;

/** Rows of rules, whatever table they stand in. Only ever added to. */
@ApplicationScoped
class VersionRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Nobody else adds a version of this kind until the transaction ends. */
    void hold(PolicyKind kind) {
        query("SELECT kind FROM policy_kind WHERE kind = ?1 FOR UPDATE", List.of(kind.name()))
                .getSingleResult();
    }

    /** All versions of a kind. */
    List<PolicyVersion> all(PolicyKind kind) {
        List<String> columns = columns(kind);
        List<?> rows = query("SELECT " + String.join(", ", columns) + " FROM " + kind.table(), List.of())
                .getResultList();
        return rows.stream().map(row -> version(kind, columns, (Object[]) row)).toList();
    }

    void add(PolicyVersion version) {
        List<String> columns = new ArrayList<>(columns(version.kind()));
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, String> told = version.told();
        values.add(version.version());
        values.add(Date.valueOf(version.from()));
        if (version.kind().isOwned()) {
            values.add(version.owner());
        }
        version.kind().fields().stream()
                .map(field -> stored(version, field, told.getOrDefault(field.name(), "")))
                .forEach(values::add);
        if (version.kind() == PolicyKind.SIGNATURE) {
            columns.add("id");
            values.add(version.id());
        }
        List<String> marks = new ArrayList<>(Collections.nCopies(values.size(), "?"));
        for (int i = 0; i < marks.size(); i++) {
            // A parameter that is null has no type of its own.
            marks.set(i, values.get(i) == null ? "NULL" : "?" + (i + 1));
        }
        query(
                        "INSERT INTO " + version.kind().table() + " (" + String.join(", ", columns) + ") VALUES ("
                                + String.join(", ", marks) + ")",
                        values)
                .executeUpdate();
    }

    private static List<String> columns(PolicyKind kind) {
        List<String> columns = new ArrayList<>(List.of("version", "valid_from"));
        if (kind.isOwned()) {
            columns.add(kind.owner());
        }
        kind.fields().forEach(field -> columns.add(field.name()));
        return columns;
    }

    private static @Nullable Object stored(PolicyVersion version, PolicyField field, String text) {
        return switch (field.type()) {
            case WHOLE, MONEY -> Long.valueOf(text);
            case LIMIT -> text.isEmpty() ? null : Long.valueOf(text);
            case FLAG -> Boolean.valueOf(text);
            case FIXED -> field.name().equals("position") ? Long.valueOf(text) : text;
            case NAME -> version.id();
            case CURRENCY, CHOICE, SET -> text;
        };
    }

    private static PolicyVersion version(PolicyKind kind, List<String> columns, Object[] row) {
        Map<String, String> told = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            told.put(columns.get(i), text(row[i]));
        }
        String owner = kind.isOwned() ? told.getOrDefault(kind.owner(), "") : "";
        Map<String, String> key = new LinkedHashMap<>();
        kind.keys().forEach(field -> key.put(field.name(), bare(field, told.getOrDefault(field.name(), ""), owner)));
        Map<String, String> values = new LinkedHashMap<>();
        kind.says().forEach(field -> values.put(field.name(), told.getOrDefault(field.name(), "")));
        int number = ((Number) row[0]).intValue();
        return new PolicyVersion(kind, owner, key, number, day(row[1]), values);
    }

    /** An institution's own name of a rule, without the code that keeps it apart from others' names. */
    private static String bare(PolicyField field, String text, String owner) {
        String own = "-" + owner;
        boolean named = field.type() == PolicyField.Type.NAME && text.endsWith(own);
        return named ? text.substring(0, text.length() - own.length()) : text;
    }

    private static LocalDate day(Object value) {
        return value instanceof LocalDate day ? day : ((Date) value).toLocalDate();
    }

    private static String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(String::valueOf).orElse("");
    }

    private Query query(String sql, List<?> values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                query.setParameter(i + 1, values.get(i));
            }
        }
        return query;
    }
}
