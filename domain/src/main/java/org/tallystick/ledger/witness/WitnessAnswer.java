package org.tallystick.ledger.witness;

import java.nio.charset.StandardCharsets;

/**
 * What a witness answers.
 *
 * @param status of HTTP, as the protocol has it
 * @param contentType of the body
 * @param body lines, each ended by a line feed
 */
public record WitnessAnswer(int status, String contentType, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    static WitnessAnswer cosigned(String lines) {
        return new WitnessAnswer(200, TEXT, lines);
    }

    /** @param size of the checkpoint that was cosigned last; 0 if none was */
    static WitnessAnswer conflict(long size) {
        return new WitnessAnswer(409, SIZE, size + "\n");
    }

    /** @param reason a sentence */
    static WitnessAnswer refused(int status, String reason) {
        return new WitnessAnswer(status, TEXT, reason + "\n");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
