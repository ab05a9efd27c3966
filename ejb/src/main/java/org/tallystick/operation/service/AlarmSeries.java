package org.tallystick.operation.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.ledger.service.LedgerProgress.Progress;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.operation.service.Health.Sight;
import org.tallystick.shared.service.Replication;

/**
 * What health says, as series: for each part and each state that asks for something, whether the part is in it. An alarm that is over is
 * 0 and does not vanish.
 */
final class AlarmSeries {
    private static final List<State> STATES = List.of(State.WARN, State.BAD, State.UNKNOWN);

    /** What health names only while it is so: of a log. */
    private static final List<String> OF_A_LOG = List.of("incident", "rolled-back");

    private AlarmSeries() {}

    /** Two conditions of one part, such as two incidents of one log, are one series. */
    private record Part(String name, String subject) {}

    static void add(Series series, Sight sight) {
        Map<Part, Set<State>> parts = new HashMap<>();
        for (Condition condition : sight.conditions()) {
            if (condition.state() == State.OK && isOver(condition, sight)) {
                continue;
            }
            parts.computeIfAbsent(new Part(condition.name(), condition.subject()), part -> new HashSet<>())
                    .add(condition.state());
        }
        quiet(sight).forEach(part -> parts.putIfAbsent(part, Set.of()));
        parts.forEach((part, states) -> STATES.forEach(state -> series.gauge(
                "tallystick_alarm",
                "Whether a part of the platform is in a state that asks for something; the same parts as on"
                        + " /admin/health.",
                states.contains(state) ? 1 : 0,
                "alarm",
                part.name(),
                "subject",
                part.subject(),
                "state",
                state.name().toLowerCase(Locale.ROOT))));
    }

    private static boolean isOver(Condition condition, Sight sight) {
        return condition.name().equals("timestamp") && !sight.isAlive(condition.subject());
    }

    /** Alarms that health does not name while all is well. */
    private static List<Part> quiet(Sight sight) {
        List<Part> parts = new ArrayList<>();
        sight.logs().ifPresent(logs -> logs.logs().stream()
                .map(Progress::origin)
                .forEach(origin -> OF_A_LOG.forEach(name -> parts.add(new Part(name, origin)))));
        Stream.of(Replication.Fault.values()).forEach(fault -> parts.add(new Part("standbys-" + fault, "")));
        parts.add(new Part("seal", ""));
        parts.add(new Part("seal-stand-in", ""));
        parts.add(new Part("time", ""));
        return parts;
    }
}
