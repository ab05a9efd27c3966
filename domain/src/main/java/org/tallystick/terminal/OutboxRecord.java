package org.tallystick.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;

/** One thing that happened to the outbox, as a line of {@code outbox.log} tells it. */
sealed interface OutboxRecord {
    /** The members of the line. */
    Map<String, Object> members();

    /** Reads a line; {@link Trouble#DAMAGED} if it is none of these. */
    static OutboxRecord of(JsonObject line) {
        return switch (line.string("event")) {
            case Issued.EVENT -> Issued.of(line);
            case Delivered.EVENT ->
                new Delivered(
                        line.integer("counter"), line.string("status"), line.string("number"), line.integer("index"));
            case Forgotten.EVENT -> new Forgotten(line.integer("counter"));
            case Parked.EVENT -> new Parked(line.integer("counter"), line.string("problem"), line.string("cause"));
            case Missed.EVENT ->
                new Missed(line.strings("counters").stream().map(Long::valueOf).toList(), line.string("cause"));
            case Lost.EVENT -> new Lost(OutboxMark.Last.of(line));
            default ->
                throw new TerminalException(
                        Trouble.DAMAGED, "The outbox was written by a newer program. Use that one.");
        };
    }

    private static Map<String, Object> event(String name) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event", name);
        return members;
    }

    /**
     * A bill got its number. The line also holds the signed message, under {@code message}.
     *
     * @param amount minor units
     * @param digest SHA-256 of the payload
     * @param source the row of a file that the bill came from
     * @param lists counters that it lists, if it is a RECOVERY
     */
    record Issued(long counter, long amount, byte[] digest, Optional<String> source, Optional<List<Long>> lists)
            implements OutboxRecord {
        static final String EVENT = "issued";

        private static Issued of(JsonObject line) {
            OutboxMark.Last last = OutboxMark.Last.of(line);
            Optional<List<Long>> lists = line.has("lists")
                    ? Optional.of(
                            line.strings("lists").stream().map(Long::valueOf).toList())
                    : Optional.empty();
            return new Issued(last.counter(), last.amount(), last.digest(), last.source(), lists);
        }

        OutboxMark.Last last() {
            return new OutboxMark.Last(counter, amount, digest, source);
        }

        boolean isRecovery() {
            return lists.isPresent();
        }

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.putAll(last().members());
            members.put("lists", lists.map(OutboxRecord::texts));
            return members;
        }
    }

    /**
     * The platform's answer was believed and its receipt is stored.
     *
     * @param status SIGNED or UNSIGNED
     * @param number receipt number
     * @param index in the log
     */
    record Delivered(long counter, String status, String number, long index) implements OutboxRecord {
        static final String EVENT = "delivered";

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.put("counter", counter);
            members.put("status", status);
            members.put("number", number);
            members.put("index", index);
            return members;
        }
    }

    /** The platform had the bill, kept it as long as the rules demand, and removed it: there is no receipt to come. */
    record Forgotten(long counter) implements OutboxRecord {
        static final String EVENT = "forgotten";

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.put("counter", counter);
            return members;
        }
    }

    /**
     * The platform refused the bill for good.
     *
     * @param problem slug of the refusal
     * @param cause code that the next RECOVERY gives for it
     */
    record Parked(long counter, String problem, String cause) implements OutboxRecord {
        static final String EVENT = "parked";

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.put("counter", counter);
            members.put("problem", problem);
            members.put("cause", cause);
            return members;
        }
    }

    /** Waiting bills could not be delivered at their time, for this cause. */
    record Missed(List<Long> counters, String cause) implements OutboxRecord {
        static final String EVENT = "missed";

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.put("counters", texts(counters));
            members.put("cause", cause);
            return members;
        }
    }

    /** A number that may have been seen outside, whose record was destroyed. */
    record Lost(OutboxMark.Last last) implements OutboxRecord {
        static final String EVENT = "lost";

        @Override
        public Map<String, Object> members() {
            Map<String, Object> members = event(EVENT);
            members.putAll(last.members());
            return members;
        }
    }

    /** JSON arrays of numbers have no reader here; texts have. */
    private static List<String> texts(List<Long> counters) {
        return counters.stream().map(String::valueOf).toList();
    }

    /** Base64url of the digest, as heartbeats list it. */
    static String digestText(Issued issued) {
        return Base64Url.encode(issued.digest());
    }
}
