package org.tallystick.shared.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a PostgreSQL server says of itself and of the standbys that copy it.
 *
 * @param recovering it is a standby, or not yet done with starting
 * @param standbyNames {@code synchronous_standby_names}
 * @param commit {@code synchronous_commit} of a new session
 * @param standbys those connected now
 */
public record Replication(boolean recovering, String standbyNames, String commit, List<Standby> standbys) {
    /** Under these a commit returns when a standby has it on its disk; {@code remote_write} is lost with the standby's machine. */
    private static final Set<String> AWAITED = Set.of("on", "remote_apply");

    private static final Set<String> SYNCHRONOUS = Set.of("sync", "quorum");

    /**
     * A connected standby.
     *
     * @param state {@code streaming} when it has caught up; empty if our role may not see it
     * @param sync {@code sync}, {@code quorum}, {@code potential} or {@code async}
     */
    public record Standby(String name, Optional<String> state, Optional<String> sync) {
        /** Whether commits wait for this one, and it is there. */
        boolean counts() {
            return state.filter("streaming"::equals).isPresent()
                    && sync.filter(SYNCHRONOUS::contains).isPresent();
        }
    }

    /** Why several nodes must not work on such a server. */
    public enum Fault {
        RECOVERING(
                "The database is a standby (in recovery): point TALLYSTICK_DB_URL at the primary, with several hosts and"
                        + " targetServerType=primary"),
        NOT_REQUIRED("The database waits for no standby: set synchronous_standby_names, such as 'ANY 1 (a, b)'"),
        NOT_AWAITED(
                "Commits do not wait until a standby has them on disk: set synchronous_commit to on or remote_apply"),
        HIDDEN("The platform's role may not see the standbys: GRANT pg_read_all_stats to it"),
        NO_STANDBY("No synchronous standby is connected and streaming: bring one back, or clone a new one");

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }

        /** What is wrong, and how to mend it. */
        public String sentence() {
            return sentence;
        }
    }

    public Replication {
        standbys = List.copyOf(standbys);
    }

    /** The first thing that is wrong; empty if whatever is committed here survives the loss of this server. */
    public Optional<Fault> fault() {
        if (recovering) {
            return Optional.of(Fault.RECOVERING);
        }
        if (standbyNames.isBlank()) {
            return Optional.of(Fault.NOT_REQUIRED);
        }
        if (!AWAITED.contains(commit.toLowerCase(Locale.ROOT))) {
            return Optional.of(Fault.NOT_AWAITED);
        }
        if (synchronousStandbys() > 0) {
            return Optional.empty();
        }
        boolean hidden = standbys.stream().anyMatch(standby -> standby.state().isEmpty());
        return Optional.of(hidden ? Fault.HIDDEN : Fault.NO_STANDBY);
    }

    /** How many standbys could take over without losing an answer. */
    public long synchronousStandbys() {
        return standbys.stream().filter(Standby::counts).count();
    }
}
