package org.tallystick.operation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;
import org.tallystick.operation.service.Health;
import org.tallystick.shared.web.Moment;

/** How the platform is, part by part: state, figures, and what to do where something is to be done. */
@Named("health")
@RequestScoped
public class HealthView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private Health health;

    @Inject
    private Clock clock;

    private @Nullable List<Condition> conditions;

    /** A part in words; {@code todo} is empty where nothing is to be done. */
    public record Row(
            String name, String subject, String state, String tone, String icon, String figures, String todo) {}

    public List<Row> getRows() {
        Words words = Words.of(request);
        return conditions().stream().map(c -> row(c, words)).toList();
    }

    /** Parts that ask for something to be done. */
    public long getTroubles() {
        return conditions().stream().filter(c -> c.state() != State.OK).count();
    }

    public Moment getLooked() {
        return Moment.of(clock.instant());
    }

    public String getVersion() {
        return health.facts(viewer.viewer()).version();
    }

    public String getUptime() {
        return Words.of(request).span(health.facts(viewer.viewer()).uptime());
    }

    public String getJava() {
        return health.facts(viewer.viewer()).java();
    }

    private static Row row(Condition c, Words words) {
        boolean certificate = c.name().equals("certificate");
        return new Row(
                words.get("health." + c.name()),
                certificate ? words.get("certificate." + c.subject()) : c.subject(),
                words.get("health.state." + c.state()),
                tone(c.state()),
                icon(c.state()),
                c.state() == State.UNKNOWN || c.figures().contains("-")
                        ? words.get("health.unknown")
                        : words.get(
                                "health." + c.name() + ".figures", c.figures().toArray()),
                c.state() == State.OK ? "" : words.get("health." + c.name() + ".todo"));
    }

    private static String tone(State state) {
        return switch (state) {
            case OK -> "ok";
            case WARN -> "warn";
            case BAD -> "bad";
            case UNKNOWN -> "wait";
        };
    }

    private static String icon(State state) {
        return switch (state) {
            case OK -> "check";
            case WARN -> "clock";
            case BAD -> "alert";
            case UNKNOWN -> "ask";
        };
    }

    private List<Condition> conditions() {
        if (conditions == null) {
            conditions = health.conditions(viewer.viewer());
        }
        return conditions;
    }
}
