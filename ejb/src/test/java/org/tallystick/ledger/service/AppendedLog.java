package org.tallystick.ledger.service;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.Sha256;

/** The log that {@link AppendProgram}s append to, in a database with the real migrations. */
final class AppendedLog {
    private static final String ORIGIN = "test.example/ledger/48023310/2026q4";

    private AppendedLog() {}

    static NoteSigner key() {
        return NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[] {1}));
    }

    static LedgerLog log() {
        return new LedgerLog(1, ORIGIN, "48023310", "2026q4", key().verifier().vkey());
    }

    static DataSource source(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return JdbcConnectionPool.create(url, "sa", "");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setConnectTimeout(2);
        source.setSocketTimeout(10);
        return source;
    }

    /** Makes tables and log where there are none. */
    static LogRepository prepare(String url) {
        DataSource source = source(url);
        String kind = url.startsWith("jdbc:h2:") ? "h2" : "postgresql";
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + kind)
                .load()
                .migrate();
        OnceWriter.createTable(source);
        LogRepository repository = new LogRepository();
        repository.dataSource = source;
        repository.create(log());
        close(source);
        return repository;
    }

    /** Reads what is stored, and lets go of the database. */
    static void read(String url, Reading reading) throws Exception {
        LogRepository repository = new LogRepository();
        repository.dataSource = source(url);
        try {
            reading.read(StoredLog.read(repository, log().id()));
        } finally {
            close(repository.dataSource);
        }
    }

    /** What is done with it. */
    interface Reading {
        void read(StoredLog log) throws Exception;
    }

    private static void close(DataSource source) {
        if (source instanceof JdbcConnectionPool pool) {
            pool.dispose();
        }
    }
}
