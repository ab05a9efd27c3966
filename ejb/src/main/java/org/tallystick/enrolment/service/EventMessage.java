package org.tallystick.enrolment.service;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * What an event says (API.md, Terminal events).
 *
 * @param time as the terminal claims
 * @param waiting of a heartbeat, member {@code waiting} of its data: payload digests of bills in the outbox
 * @param outbox of a heartbeat: how many bills wait; empty if it does not say
 * @param program of a FIRMWARE event: what runs on the terminal
 */
record EventMessage(
        TerminalEventType type,
        Instant time,
        List<byte[]> waiting,
        Optional<Integer> outbox,
        Optional<TerminalProgram> program) {
    private static final int DIGEST_LENGTH = 32;
    private static final long LARGEST_OUTBOX = 1_000_000;

    /** @throws Problem malformed; member-invalid; bill-mismatch if it speaks for another terminal than its signer */
    static EventMessage parse(byte[] payload, TerminalSubject signer) {
        JsonObject json = StrictJson.parse(payload, StrictJson.Limits.BILL).raising(ProblemType.MEMBER_INVALID);
        if (json.integer("version") != 1) {
            throw json.problem("version", "must be 1");
        }
        TerminalEventType type = TerminalEventType.ofWire(json.string("type"))
                .orElseThrow(() -> json.problem("type", "is none of the types of terminal events"));
        requireSigner(json, type, signer);
        return new EventMessage(
                type,
                time(json),
                type == TerminalEventType.HEARTBEAT ? digests(json.object("data")) : List.of(),
                type == TerminalEventType.HEARTBEAT ? outbox(json.object("data")) : Optional.empty(),
                type == TerminalEventType.FIRMWARE
                        ? Optional.of(TerminalProgram.of(json.object("data").asMap()))
                        : Optional.empty());
    }

    private static void requireSigner(JsonObject json, TerminalEventType type, TerminalSubject signer) {
        if (!json.string("terminalNo").equals(signer.terminalNo())) {
            throw mismatch("terminalNo");
        }
        boolean optional = type == TerminalEventType.HELLO;
        if (!(optional && !json.has("series")) && json.integer("series") != signer.series()) {
            throw mismatch("series");
        }
    }

    private static Instant time(JsonObject json) {
        try {
            return OffsetDateTime.parse(json.string("time")).toInstant();
        } catch (DateTimeException e) {
            throw json.problem("time", "must be an ISO 8601 time with offset");
        }
    }

    private static List<byte[]> digests(JsonObject data) {
        List<byte[]> digests = new ArrayList<>();
        for (String text : data.strings("waiting")) {
            digests.add(digest(data, text, digests.size()));
        }
        return digests;
    }

    /** Member {@code outbox}, or else how many digests are listed. What cannot be a number of bills counts as not told. */
    private static Optional<Integer> outbox(JsonObject data) {
        Object told = data.asMap().get("outbox");
        if (told instanceof Long waiting && waiting >= 0 && waiting <= LARGEST_OUTBOX) {
            return Optional.of(waiting.intValue());
        }
        boolean listed = told == null && data.has("waiting");
        return listed ? Optional.of(data.strings("waiting").size()) : Optional.empty();
    }

    private static byte[] digest(JsonObject data, String text, int index) {
        try {
            byte[] digest = Base64Url.decode(text);
            if (digest.length == DIGEST_LENGTH) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same refusal.
        }
        throw data.problem("waiting[" + index + "]", "must be a SHA-256 in base64url");
    }

    private static Problem mismatch(String member) {
        return Problem.member(ProblemType.BILL_MISMATCH, member, "is not the one the key was certified for");
    }
}
