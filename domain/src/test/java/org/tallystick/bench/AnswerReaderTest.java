package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as servers write them, whole and in pieces. */
class AnswerReaderTest {
    private static final String CREATED =
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
    private static final String CHUNKED =
            "HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10;x=1\r\n0123456789abcdef\r\n0\r\nA: b\r\n\r\n";

    private final AnswerReader reader = new AnswerReader();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CREATED,
                CHUNKED,
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 503 Busy\r\ncontent-length:0\r\n\r\n"
            })
    void anAnswerEndsWithItsLastByteAndNotBefore(String answer) throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < answer.length(); i++) {
                assertThat(reader.take(bytes(answer.substring(i, i + 1))))
                        .as("after byte %d of %d", i + 1, answer.length())
                        .isEqualTo(i == answer.length() - 1);
            }
            assertThat(reader.status()).isEqualTo(Integer.parseInt(answer.substring(9, 12)));
        }
    }

    @Test
    void whatFollowsAnAnswerStays() throws IOException {
        ByteBuffer two = bytes(CREATED + CHUNKED);

        assertThat(reader.take(two)).isTrue();
        assertThat(reader.status()).isEqualTo(201);
        assertThat(two.remaining()).isEqualTo(CHUNKED.length());
        assertThat(reader.take(two)).isTrue();
        assertThat(reader.status()).isEqualTo(500);
        assertThat(two.hasRemaining()).isFalse();
    }

    @Test
    void whatAServerSaysBeforeItsAnswerIsNone() throws IOException {
        assertThat(reader.take(bytes("HTTP/1.1 100 Continue\r\n\r\n"))).isFalse();
        assertThat(reader.take(bytes(CREATED))).isTrue();
        assertThat(reader.status()).isEqualTo(201);
    }

    @Test
    void acceptedBillsOfABatchAreCounted() throws IOException {
        String body =
                "{\"results\":[{\"status\":201,\"body\":{\"status\":\"SIGNED\"}},{\"status\":409},{\"\"status\":201}]}";
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;

        assertThat(reader.take(bytes(answer))).isTrue();
        assertThat(reader.accepted()).isEqualTo(2);
        assertThat(reader.take(bytes(CREATED))).isTrue();
        assertThat(reader.accepted()).isZero();
    }

    @Test
    void aServerThatClosesSaysSo() throws IOException {
        assertThat(reader.take(bytes("HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")))
                .isTrue();
        assertThat(reader.closing()).isTrue();
        assertThat(reader.take(bytes(CREATED))).isTrue();
        assertThat(reader.closing()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n"
            })
    void whatIsNoAnswerOfKnownLengthIsRefused(String answer) {
        assertThatThrownBy(() -> reader.take(bytes(answer))).isInstanceOf(IOException.class);
    }
}
