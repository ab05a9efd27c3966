package org.tallystick.backup;

import java.io.IOException;
import java.io.InputStream;

/** Opens what {@link SealedOutput} wrote. Nothing of a piece is given before all of it was checked. */
final class SealedInput extends InputStream {
    private final InputStream in;
    private final BackupKey key;
    private byte[] piece = new byte[0];
    private int given;
    private long number;
    private byte[] ahead;

    SealedInput(InputStream in, char[] passphrase) throws IOException {
        this.in = in;
        this.key = BackupKey.of(passphrase, in.readNBytes(BackupKey.headerLength()));
        this.ahead = in.readNBytes(BackupKey.PIECE + BackupKey.TAG);
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[given++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        int some = Math.min(length, piece.length - given);
        System.arraycopy(piece, given, bytes, offset, some);
        given += some;
        return some;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        while (given == piece.length) {
            if (ahead.length == 0 && number > 0) {
                return false;
            }
            byte[] sealed = ahead;
            ahead = in.readNBytes(BackupKey.PIECE + BackupKey.TAG);
            piece = key.open(number, ahead.length == 0, sealed, sealed.length);
            given = 0;
            number++;
        }
        return true;
    }
}
