package org.tallystick.shared;

import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Takes one row's values in the order of the columns. Each method is for one type of column, exactly: some takers convert nothing. */
public interface TableRow {
    /** {@code varchar}, {@code text}. */
    TableRow text(@Nullable String value) throws SQLException;

    /** {@code bytea}. */
    TableRow bytes(byte @Nullable [] value) throws SQLException;

    /** {@code bigint}. */
    TableRow number(long value) throws SQLException;

    /** {@code bigint}. */
    TableRow number(@Nullable Long value) throws SQLException;

    /** {@code integer}. */
    TableRow integer(int value) throws SQLException;

    /** {@code smallint}. */
    TableRow small(int value) throws SQLException;

    /** {@code boolean}. */
    TableRow flag(boolean value) throws SQLException;

    /** {@code date}. */
    TableRow date(LocalDate value) throws SQLException;
}
