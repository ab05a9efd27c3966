package org.tallystick.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Encrypts in pieces what is written. Closing writes the last piece; without it the file does not open. */
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final BackupKey key;
    private final byte[] piece = new byte[BackupKey.PIECE];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutput(OutputStream out, BackupKey key) throws IOException {
        this.out = out;
        this.key = key;
        out.write(key.header());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == piece.length) {
                flushPiece(false);
            }
            int some = Math.min(length - done, piece.length - filled);
            System.arraycopy(bytes, offset + done, piece, filled, some);
            filled += some;
            done += some;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            flushPiece(true);
            out.close();
        }
    }

    private void flushPiece(boolean last) throws IOException {
        out.write(key.seal(number, last, piece, filled));
        number++;
        filled = 0;
    }
}
