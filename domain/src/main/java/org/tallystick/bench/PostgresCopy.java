package org.tallystick.bench;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.tallystick.shared.CopyRows;

/** COPY of PostgreSQL's driver, which this program is not compiled against: the cheapest way in for many rows (LIMITS.md). */
final class PostgresCopy {
    private final Object manager;
    private final Method method;

    private PostgresCopy(Object manager, Method method) {
        this.manager = manager;
        this.method = method;
    }

    /** @throws SQLException if the connection is not one of PostgreSQL's */
    static PostgresCopy of(Connection connection) throws SQLException {
        try {
            Class<?> type = Class.forName(
                    "org.postgresql.PGConnection", true, connection.getClass().getClassLoader());
            Object manager = type.getMethod("getCopyAPI").invoke(connection.unwrap(type));
            return new PostgresCopy(manager, manager.getClass().getMethod("copyIn", String.class, InputStream.class));
        } catch (ReflectiveOperationException e) {
            throw new SQLException("PostgreSQL's driver does not know COPY", e);
        }
    }

    /** @param table its name, with the names of the columns in brackets unless the rows have all of them in order */
    void into(String table, CopyRows rows) throws SQLException {
        try {
            rows.end();
            method.invoke(
                    manager,
                    "COPY " + table + " FROM STDIN (FORMAT BINARY)",
                    new ByteArrayInputStream(rows.array(), 0, rows.length()));
        } catch (InvocationTargetException e) {
            throw new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
