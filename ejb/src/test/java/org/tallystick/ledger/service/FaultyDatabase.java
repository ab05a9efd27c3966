package org.tallystick.ledger.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A real database whose connection breaks once at a chosen step, before the step has its effect or after. Writes down the steps
 * that a batcher took, so that its run can be compared with the model of the protocol.
 *
 * <p>Thread-safe; one batcher at a time.
 */
final class FaultyDatabase {
    /** Whether the step still has its effect when it fails; who asked for it is told the same either way. */
    enum When {
        BEFORE,
        AFTER
    }

    /** A step that was taken: whether it had its effect, and whether the batcher was told so. */
    record Taken(GroupStep step, boolean done, boolean told) {}

    private final DataSource real;
    private final List<Taken> taken = new ArrayList<>();
    private Optional<GroupStep> failing = Optional.empty();
    private When when = When.BEFORE;
    private int refusedConnections;

    FaultyDatabase(DataSource real) {
        this.real = real;
    }

    /** The next time this step is taken it fails; of the connections asked for afterwards, so many do. */
    synchronized void breakAt(GroupStep step, When moment, int connections) {
        failing = Optional.of(step);
        when = moment;
        refusedConnections = connections;
    }

    /** What was taken since this was asked last. */
    synchronized List<Taken> taken() {
        List<Taken> since = List.copyOf(taken);
        taken.clear();
        return since;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, Optional.empty());
    }

    /** For what is no statement: fails as one would, and is written down. */
    void take(GroupStep step, Runnable effect) {
        try {
            take(step, () -> {
                effect.run();
                return "";
            });
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Object take(GroupStep step, Call call) throws Throwable {
        boolean fails = fails(step);
        if (fails && when == When.BEFORE) {
            note(new Taken(step, false, false));
            throw new SQLException("the connection broke before " + step);
        }
        Object result = call.run();
        note(new Taken(step, true, !fails));
        if (fails) {
            throw new SQLException("the connection broke after " + step);
        }
        return result;
    }

    private synchronized boolean fails(GroupStep step) {
        boolean fails = failing.filter(step::equals).isPresent();
        if (fails) {
            failing = Optional.empty();
        }
        return fails;
    }

    private synchronized void note(Taken step) {
        taken.add(step);
    }

    private synchronized void connect() throws SQLException {
        if (failing.isEmpty() && refusedConnections > 0) {
            refusedConnections--;
            throw new SQLException("no connection");
        }
    }

    /** @param sql of a prepared statement */
    private <T> T proxy(Class<T> type, T target, Optional<String> sql) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && target == real) {
                        connect();
                    }
                    Optional<String> text = sql.or(() -> firstText(arguments));
                    Call call = () -> invoke(method, target, arguments);
                    Optional<GroupStep> step = step(method, text);
                    return wrapped(step.isPresent() ? take(step.get(), call) : call.run(), text);
                }));
    }

    private Object wrapped(Object result, Optional<String> text) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection, Optional.empty());
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement, text);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement, Optional.empty()) : result;
    }

    private static Optional<GroupStep> step(Method method, Optional<String> text) {
        if (method.getName().equals("commit")) {
            return Optional.of(GroupStep.COMMIT);
        }
        return method.getName().startsWith("execute") ? text.flatMap(GroupStep::of) : Optional.empty();
    }

    private static Optional<String> firstText(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        Object run() throws Throwable;
    }
}
