package org.tallystick.shared;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL's binary COPY, which converts nothing, takes them (PostgreSQL manual, COPY, "Binary Format"): values belong to the row
 * that was begun last. Not thread-safe.
 */
public final class CopyRows implements TableRow {
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private final int columns;
    private byte[] buffer = new byte[1 << 16];
    private int length;
    private int values;

    /** @param columns of each row */
    public CopyRows(int columns) {
        this.columns = columns;
        this.values = columns;
        put(HEADER);
    }

    /** Begins the next row. @throws IllegalStateException if the one before has not a value for each column */
    public CopyRows row() {
        requireWhole();
        values = 0;
        room(Short.BYTES);
        putShort(columns);
        return this;
    }

    @Override
    public CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        start(value.length);
        put(value);
        return this;
    }

    @Override
    public CopyRows number(long value) {
        start(Long.BYTES);
        putInt((int) (value >>> Integer.SIZE));
        putInt((int) value);
        return this;
    }

    @Override
    public CopyRows number(@Nullable Long value) {
        return value == null ? none() : number(value.longValue());
    }

    @Override
    public CopyRows integer(int value) {
        start(Integer.BYTES);
        putInt(value);
        return this;
    }

    @Override
    public CopyRows small(int value) {
        start(Short.BYTES);
        putShort(value);
        return this;
    }

    @Override
    public CopyRows flag(boolean value) {
        start(1);
        buffer[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    @Override
    public CopyRows date(LocalDate value) {
        return integer(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
    }

    /** Writes the end; no more rows then. @throws IllegalStateException if the last row has not a value for each column */
    public CopyRows end() {
        requireWhole();
        room(Short.BYTES);
        putShort(-1);
        return this;
    }

    /** What was written is at the beginning; the rest is room. */
    public byte[] array() {
        return buffer;
    }

    /** Bytes written. */
    public int length() {
        return length;
    }

    /** What was written has been handed on: what comes next is written in its place. */
    public void handedOn() {
        requireWhole();
        length = 0;
    }

    private void requireWhole() {
        if (values != columns) {
            throw new IllegalStateException("a row of " + columns + " columns has " + values + " values");
        }
    }

    private CopyRows none() {
        values++;
        room(Integer.BYTES);
        putInt(-1);
        return this;
    }

    private void start(int size) {
        values++;
        room(Integer.BYTES + size);
        putInt(size);
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(length, more)));
        }
    }

    private void put(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void putShort(int value) {
        buffer[length++] = (byte) (value >>> 8);
        buffer[length++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >>> Short.SIZE);
        putShort(value);
    }
}
