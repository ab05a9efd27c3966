package org.tallystick.reconciliation.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which nobody has said how long it is, up to a limit. */
final class LimitedStream extends FilterInputStream {
    private long left;

    LimitedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        took(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        took(Math.max(read, 0));
        return read;
    }

    private void took(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw SettlementsServlet.tooLarge();
        }
    }
}
