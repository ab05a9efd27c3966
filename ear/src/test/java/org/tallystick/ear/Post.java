package org.tallystick.ear;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.signing.SignedBill;

/**
 * Something that a terminal sends.
 *
 * @param body of the request
 * @param secret that vouches for a bill without a signature that counts
 * @param outcome status, and the problem's slug where there is one: what the platform has to answer
 * @param counter of the bill; empty for an event
 * @param figures what has to be counted once it is stored
 */
record Post(String path, byte[] body, Optional<String> secret, String outcome, OptionalLong counter, Figures figures) {
    private static final String EVENTS = "/api/v1/terminal-events";

    /** How a bill counts in the rates: as signed by its terminal, as one to be signed by the cardholder, as signed by both. */
    record Figures(int receipts, int signed, int required, int present) {
        static final Figures NONE = new Figures(0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    receipts + other.receipts,
                    signed + other.signed,
                    required + other.required,
                    present + other.present);
        }
    }

    static Post signed(SignedBill bill, long counter, boolean required, boolean present) {
        Figures figures = new Figures(1, 1, required ? 1 : 0, present ? 1 : 0);
        return new Post(TestTill.RECEIPTS, bill.toJson(), Optional.empty(), "201", OptionalLong.of(counter), figures);
    }

    /** Of a terminal whose signature is missing or does not count, in a sale without a card. */
    static Post unsigned(SignedBill bill, long counter, Optional<String> secret) {
        Figures figures = new Figures(1, 0, 0, 0);
        return new Post(TestTill.RECEIPTS, bill.toJson(), secret, "201", OptionalLong.of(counter), figures);
    }

    static Post refused(SignedBill bill, long counter, String outcome) {
        return new Post(
                TestTill.RECEIPTS, bill.toJson(), Optional.empty(), outcome, OptionalLong.of(counter), Figures.NONE);
    }

    static Post event(SignedBill event) {
        return new Post(EVENTS, event.toJson(), Optional.empty(), "200", OptionalLong.empty(), Figures.NONE);
    }

    /** The same bill again, which another one of the same counter has been counted for. */
    Post counted(Figures other) {
        return new Post(path, body, secret, outcome, counter, other);
    }

    boolean isEvent() {
        return path.equals(EVENTS);
    }

    /** Whether it may travel with others: nothing vouches for it but itself. */
    boolean isPlainBill() {
        return !isEvent() && secret.isEmpty();
    }

    TestAnswer send(ServerProcess server) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        secret.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return TestAnswer.to(request);
    }
}
