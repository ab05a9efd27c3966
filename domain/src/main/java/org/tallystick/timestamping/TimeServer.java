package org.tallystick.timestamping;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time server that is asked by SNTP over UDP. Its answers are believed as far as the network to it is. */
public record TimeServer(String host, int port) {
    private static final int NTP = 123;
    private static final int MOST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * @param text hosts, each perhaps with a port, divided by commas or blanks; IPv6 addresses in brackets
     * @throws IllegalArgumentException if it is something else
     */
    public static List<TimeServer> parse(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(one -> !one.isEmpty())
                .map(TimeServer::one)
                .toList();
    }

    private static TimeServer one(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a host, or host:port");
        }
        int port = form.group(2) == null ? NTP : Integer.parseInt(form.group(2));
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("not a port");
        }
        return new TimeServer(form.group(1), port);
    }

    /**
     * Asks once.
     *
     * @param clock ours, that the answer is compared with
     * @throws IOException if nothing that can be used comes within the patience
     */
    public SntpAnswer ask(Clock clock, Duration patience) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Connected: what others send is not received.
            socket.connect(new InetSocketAddress(host, port));
            long cookie = RANDOM.nextLong();
            long until = System.nanoTime() + patience.toNanos();
            Instant asked = clock.instant();
            byte[] question = SntpAnswer.question(cookie);
            socket.send(new DatagramPacket(question, question.length));
            return await(socket, cookie, asked, until, clock);
        } catch (IllegalArgumentException e) {
            throw new IOException("the name of the time server cannot be resolved", e);
        }
    }

    private static SntpAnswer await(DatagramSocket socket, long cookie, Instant asked, long until, Clock clock)
            throws IOException {
        while (true) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the time server did not answer in time");
            }
            socket.setSoTimeout((int) left);
            DatagramPacket answer = new DatagramPacket(new byte[SntpAnswer.LENGTH], SntpAnswer.LENGTH);
            socket.receive(answer);
            Instant got = clock.instant();
            try {
                return SntpAnswer.read(Arrays.copyOf(answer.getData(), answer.getLength()), cookie, asked, got);
            } catch (TimestampFormatException e) {
                // Forged or of an earlier question: the right one may still come.
            }
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
