package org.tallystick.shared.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which everything is asked that is asked for one page. The pool tries each connection before it lends it, which takes as
 * long as most questions do; a receipt's page asks some thirty.
 *
 * <p>Of one thread, and for reading: whoever begins a transaction takes a connection of its own, after {@link #giveBack}. Only a few pieces of
 * work hold a connection at a time, as they may have to wait for something else meanwhile: those beyond them ask as if there were none of this.
 */
public final class OneConnection {
    private static final Logger LOG = Logger.getLogger(OneConnection.class.getName());
    static final int MOST = 8;

    private static final ThreadLocal<OneConnection> HELD = new ThreadLocal<>();
    private static final Semaphore FREE = new Semaphore(MOST);

    private @Nullable DataSource source;
    private @Nullable Connection connection;

    private OneConnection() {}

    /** Does some work whose questions share a connection; a part of such work may be such work itself. */
    public static <T> T throughout(Supplier<T> work) {
        if (HELD.get() != null || !FREE.tryAcquire()) {
            return work.get();
        }
        OneConnection own = new OneConnection();
        HELD.set(own);
        try {
            return work.get();
        } finally {
            HELD.remove();
            own.close();
            FREE.release();
        }
    }

    /** A connection for a question, to be closed after it: the one of the work at hand, if there is such work. */
    public static Connection of(DataSource source) throws SQLException {
        OneConnection held = HELD.get();
        return held == null ? source.getConnection() : held.lend(source);
    }

    /** What is held goes back to its pool; the next question takes one anew. */
    public static void giveBack() {
        OneConnection held = HELD.get();
        if (held != null) {
            held.close();
        }
    }

    private Connection lend(DataSource wanted) throws SQLException {
        if (source != null && source != wanted) {
            return wanted.getConnection();
        }
        Connection open = connection;
        if (open == null) {
            open = wanted.getConnection();
            connection = open;
            source = wanted;
        }
        return staysOpen(open);
    }

    private static Connection staysOpen(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void close() {
        Connection open = connection;
        connection = null;
        source = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.log(Level.FINE, "closing a broken connection", e);
            }
        }
    }
}
