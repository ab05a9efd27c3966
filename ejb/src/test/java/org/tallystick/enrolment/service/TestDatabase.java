package org.tallystick.enrolment.service;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The persistence unit over an H2 database with the product's own migrations, and what the container would do about
 * transactions: entity managers belong to the thread's transaction, or to a single call outside one. The database is shared
 * by all tests of the JVM, which run one after the other; each gets it empty.
 */
public final class TestDatabase {
    private static final JdbcDataSource SOURCE = migrated();
    /** Validates: a mapping that does not fit the migrations fails every test. */
    private static final EntityManagerFactory FACTORY = Persistence.createEntityManagerFactory(
            "tallystick",
            Map.of(
                    "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                    "jakarta.persistence.jtaDataSource", SOURCE,
                    "hibernate.hbm2ddl.auto", "validate"));

    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    public TestDatabase() {
        execute("SET REFERENTIAL_INTEGRITY FALSE");
        tables().forEach(table -> execute("TRUNCATE TABLE \"" + table + "\""));
        execute("SET REFERENTIAL_INTEGRITY TRUE");
    }

    private static JdbcDataSource migrated() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:enrolment;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/common")
                .load()
                .migrate();
        return source;
    }

    /** As a container injects it. */
    public EntityManager entityManager() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    EntityManager ofThread = current.get();
                    try {
                        return method.invoke(ofThread == null ? FACTORY.createEntityManager() : ofThread, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** As {@code @Transactional} does: joins the thread's transaction or runs its own; exceptions roll back. */
    public <T> T inTransaction(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        EntityManager own = FACTORY.createEntityManager();
        current.set(own);
        own.getTransaction().begin();
        try {
            T result = work.get();
            own.getTransaction().commit();
            return result;
        } finally {
            current.remove();
            if (own.getTransaction().isActive()) {
                own.getTransaction().rollback();
            }
            own.close();
        }
    }

    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    public void execute(String sql) {
        try (var connection = SOURCE.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String sql) {
        try (var connection = SOURCE.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>();
        try (var connection = SOURCE.getConnection();
                var rows = connection.getMetaData().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE"})) {
            while (rows.next()) {
                if (!rows.getString("TABLE_NAME").startsWith("flyway")) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return tables;
    }
}
