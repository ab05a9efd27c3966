package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** Hands letters to the SMTP server. One connection a letter; each step of it has a time limit. */
@ApplicationScoped
@PermitAll
public class MailTransport {
    private static final String UTF8 = StandardCharsets.UTF_8.name();

    private final MailSettings settings;
    private final Clock clock;

    @Inject
    MailTransport(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MailTransport() {
        this(null, null);
    }

    /** Whether letters can be written at all. */
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    /**
     * @param id of the letter: the same letter sent twice has the same Message-ID
     * @throws MessagingException if the server did not take it
     */
    public void send(String id, String to, Letter letter) throws MessagingException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Providers are looked up in the thread's loader, and the EAR's does not see them.
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            Session session = Session.getInstance(settings.properties());
            MimeMessage message = message(session, id, to, letter);
            try (Transport transport = session.getTransport("smtp")) {
                if (settings.user().isPresent()) {
                    transport.connect(settings.user().get(), settings.password());
                } else {
                    transport.connect();
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private MimeMessage message(Session session, String id, String to, Letter letter) throws MessagingException {
        String domain =
                settings.from().substring(settings.from().lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + domain + ">");
            }
        };
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(letter.subject(), UTF8);
        message.setText(letter.text(), UTF8);
        message.setSentDate(Date.from(Instant.now(clock)));
        // Programs that answer for people who are away leave it alone (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.end().isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + letter.end().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return message;
    }
}
