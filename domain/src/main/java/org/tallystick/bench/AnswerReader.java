package org.tallystick.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the answers of HTTP/1.1 on one connection as their bytes come, each wholly, and keeps nothing of their bodies but how often they
 * say that a bill was accepted. Not thread-safe.
 */
final class AnswerReader {
    private static final int MOST_HEAD = 16_384;
    private static final String VERSION = "HTTP/1.1 ";
    private static final byte[] ACCEPTED = "\"status\":201".getBytes(StandardCharsets.US_ASCII);

    private enum At {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private final byte[] head = new byte[MOST_HEAD];
    private At at = At.HEAD;
    private int headLength;
    /** Bytes of the end of a head that were just seen: the head ends with the fourth. */
    private int headEnd;

    private int status;
    private boolean closing;
    private long left;
    private int lineLength;
    private int accepted;
    private int matched;

    /**
     * @return whether an answer ended with the last byte taken; what follows it stays in the buffer
     * @throws IOException if this is not HTTP/1.1 with a known length
     */
    boolean take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            boolean ended =
                    switch (at) {
                        case HEAD -> head(bytes.get());
                        case BODY, CHUNK -> body(bytes);
                        case CHUNK_SIZE -> chunkSize(bytes.get());
                        case CHUNK_END -> chunkEnd(bytes.get());
                        case TRAILER -> trailer(bytes.get());
                    };
            if (ended) {
                at = At.HEAD;
                headLength = 0;
                headEnd = 0;
                return true;
            }
        }
        return false;
    }

    /** Of the last answer that ended. */
    int status() {
        return status;
    }

    /** How many results of the last answer say 201: for answers to batches. */
    int accepted() {
        return accepted;
    }

    /** Whether the server closes the connection after the last answer. */
    boolean closing() {
        return closing;
    }

    private boolean head(byte next) throws IOException {
        if (headLength == MOST_HEAD) {
            throw new IOException("an answer's head has more than " + MOST_HEAD + " bytes");
        }
        head[headLength++] = next;
        boolean wanted = next == (headEnd % 2 == 0 ? '\r' : '\n');
        headEnd = wanted ? headEnd + 1 : next == '\r' ? 1 : 0;
        return headEnd == 4 && headEnded();
    }

    private boolean headEnded() throws IOException {
        String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
        headLength = 0;
        headEnd = 0;
        status = status(text);
        if (status < 200) {
            return false;
        }
        accepted = 0;
        matched = 0;
        closing = value(text, "connection").equalsIgnoreCase("close");
        if (status == 204 || status == 304) {
            return true;
        }
        if (value(text, "transfer-encoding").equalsIgnoreCase("chunked")) {
            at = At.CHUNK_SIZE;
            left = 0;
            lineLength = 0;
            return false;
        }
        left = length(value(text, "content-length"));
        at = At.BODY;
        return left == 0;
    }

    // No pattern is compiled for each answer: the load tool works on the processors that it measures.
    private static int status(String head) throws IOException {
        boolean understood = head.startsWith(VERSION) && head.length() > VERSION.length() + 3;
        int status = understood ? (int) number(head, VERSION.length(), VERSION.length() + 3) : -1;
        if (status < 100 || status > 599 || head.charAt(VERSION.length() + 3) != ' ') {
            throw new IOException(
                    "no answer of HTTP/1.1: " + head.lines().findFirst().orElse(""));
        }
        return status;
    }

    private static long length(String digits) throws IOException {
        long length = digits.length() > 12 ? -1 : number(digits, 0, digits.length());
        if (length < 0) {
            throw new IOException("an answer does not say how long it is");
        }
        return length;
    }

    /** Of digits alone, at least one; -1 for anything else. */
    private static long number(String text, int from, int to) {
        long number = from < to ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            char digit = text.charAt(i);
            number = digit < '0' || digit > '9' ? -1 : number * 10 + digit - '0';
        }
        return number;
    }

    /** Of a header, or nothing. */
    private static String value(String head, String name) {
        for (int line = head.indexOf('\n') + 1; line > 0 && line < head.length(); line = head.indexOf('\n', line) + 1) {
            int colon = line + name.length();
            if (head.regionMatches(true, line, name, 0, name.length()) && head.charAt(colon) == ':') {
                return head.substring(colon + 1, head.indexOf('\r', colon)).strip();
            }
        }
        return "";
    }

    private boolean body(ByteBuffer bytes) {
        int length = (int) Math.min(left, bytes.remaining());
        int end = bytes.position() + length;
        // Only the answer to a batch has results of its own.
        while (status == 200 && bytes.position() < end) {
            count(bytes.get());
        }
        bytes.position(end);
        left -= length;
        if (left > 0) {
            return false;
        }
        if (at == At.CHUNK) {
            at = At.CHUNK_END;
            return false;
        }
        return true;
    }

    /** The first byte of what is looked for is nowhere else in it. */
    private void count(byte next) {
        matched = next == ACCEPTED[matched] ? matched + 1 : next == ACCEPTED[0] ? 1 : 0;
        if (matched == ACCEPTED.length) {
            accepted++;
            matched = 0;
        }
    }

    private boolean chunkSize(byte next) throws IOException {
        if (next == '\n') {
            at = left == 0 ? At.TRAILER : At.CHUNK;
            lineLength = 0;
        } else if (next != '\r' && lineLength >= 0) {
            int digit = Character.digit(next, 16);
            if (digit < 0 && next != ';' || lineLength > 7) {
                throw new IOException("a chunk of an answer does not say how long it is");
            }
            // What follows a semicolon says nothing about the length.
            lineLength = digit < 0 ? -1 : lineLength + 1;
            left = digit < 0 ? left : left * 16 + digit;
        }
        return false;
    }

    private boolean chunkEnd(byte next) {
        if (next == '\n') {
            at = At.CHUNK_SIZE;
            left = 0;
            lineLength = 0;
        }
        return false;
    }

    private boolean trailer(byte next) {
        if (next == '\n') {
            boolean ended = lineLength == 0;
            lineLength = 0;
            return ended;
        }
        lineLength += next == '\r' ? 0 : 1;
        return false;
    }
}
