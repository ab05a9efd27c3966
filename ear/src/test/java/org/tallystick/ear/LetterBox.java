package org.tallystick.ear;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** An SMTP server that asks for user and password, and what it has taken. */
final class LetterBox implements AutoCloseable {
    private static final int PORT = 3025;
    private static final String USER = "tallystick";
    private static final String PASSWORD = "password of the tests";

    private final GreenMail server;

    /** A letter that has come. @param end address that ends such letters; empty: there is none @param oneClick how (RFC 8058) */
    record Letter(String to, String subject, String text, String id, String end, String oneClick) {}

    private LetterBox(GreenMail server) {
        this.server = server;
    }

    /** Has a server that has not started yet send its letters here. Until somebody opens the box it does not answer. */
    static ServerProcess configure(ServerProcess server) {
        return server.with("TALLYSTICK_MAIL_HOST", "127.0.0.1")
                .with("TALLYSTICK_MAIL_PORT", Integer.toString(server.port(PORT)))
                .with("TALLYSTICK_MAIL_SECURITY", "none")
                .with("TALLYSTICK_MAIL_USER", USER)
                .with("TALLYSTICK_MAIL_PASSWORD", PASSWORD)
                .with("TALLYSTICK_MAIL_FROM", "notices@tallystick.example")
                .with("TALLYSTICK_NOTICES_LETTER_DISTANCE", "PT0S")
                .with("TALLYSTICK_FOLLOWING_INTERVAL", "PT0.3S");
    }

    static LetterBox open(ServerProcess sender) {
        GreenMail server = new GreenMail(new ServerSetup(sender.port(PORT), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("notices@tallystick.example", USER, PASSWORD);
        server.start();
        return new LetterBox(server);
    }

    /** Letters that contain a text. */
    List<Letter> about(String text) {
        return Arrays.stream(server.getReceivedMessages())
                .map(LetterBox::letter)
                .filter(letter -> letter.text().contains(text))
                .toList();
    }

    /** Waits for a letter that contains a text. */
    Letter await(String text) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> about(text), found -> !found.isEmpty())
                .get(0);
    }

    private static Letter letter(MimeMessage message) {
        try {
            return new Letter(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    ((String) message.getContent()).replace("\r\n", "\n"),
                    message.getMessageID(),
                    header(message, "List-Unsubscribe"),
                    header(message, "List-Unsubscribe-Post"));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? "" : values[0].replaceAll("[<>\\s]", "");
    }

    @Override
    public void close() {
        server.stop();
    }
}
