package org.tallystick.reconciliation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the encoding of a text file by reading all of it: UTF-8 or UTF-16 by their mark, UTF-8 if every byte fits, else GB18030, which
 * holds GBK and GB 2312. A text of ASCII alone fits all of them.
 */
final class TextEncoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int CHUNK = 1 << 16;
    private static final char MARK = '\uFEFF';

    private TextEncoding() {}

    /** @throws FileRefusal if the file is empty or has another encoding */
    static Charset of(Path file) throws IOException {
        byte[] head = new byte[3];
        int read;
        try (InputStream in = Files.newInputStream(file)) {
            read = in.readNBytes(head, 0, head.length);
        }
        if (read == 0) {
            throw new FileRefusal(RefusalReason.EMPTY, "");
        }
        if (read >= 2
                && (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF
                        || head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (fits(file, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        if (fits(file, GB18030)) {
            return GB18030;
        }
        throw new FileRefusal(RefusalReason.ENCODING, "");
    }

    /** Without a mark at the beginning. */
    static Reader open(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = strict(charset);
        Reader reader = new java.io.BufferedReader(
                new InputStreamReader(new BufferedInputStream(Files.newInputStream(file), CHUNK), decoder), CHUNK);
        reader.mark(1);
        if (reader.read() != MARK) {
            reader.reset();
        }
        return reader;
    }

    private static boolean fits(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = strict(charset);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        ByteBuffer in = ByteBuffer.allocate(CHUNK);
        try (var channel = Files.newByteChannel(file)) {
            boolean end = false;
            while (!end) {
                end = channel.read(in) < 0;
                in.flip();
                if (!decodes(decoder, in, out, end)) {
                    return false;
                }
                in.compact();
            }
            return true;
        }
    }

    private static boolean decodes(CharsetDecoder decoder, ByteBuffer in, CharBuffer out, boolean end) {
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, end);
        } while (result.isOverflow());
        try {
            if (result.isError()) {
                result.throwException();
            }
            return out.position() == 0 || !hasControl(out);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Binary data often decodes as something; texts have no zero bytes. */
    private static boolean hasControl(CharBuffer out) {
        for (int i = 0; i < out.position(); i++) {
            if (out.get(i) == 0) {
                return true;
            }
        }
        return false;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
