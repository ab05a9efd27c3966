package org.tallystick.onboarding.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.service.ApplicationFile;
import org.tallystick.onboarding.service.HistoryStep;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;

/** The life of an application: what happened, each with its time, and what is still to come. */
public final class Timeline {
    private static final List<ApplicationStep> WAY = List.of(
            ApplicationStep.SUBMIT,
            ApplicationStep.TAKE,
            ApplicationStep.APPROVE,
            ApplicationStep.ASSIGN,
            ApplicationStep.SHIP);

    private Timeline() {}

    /**
     * A line.
     *
     * @param words of the other side; may be empty
     * @param actor login of the officer, where the reader is one
     * @param moment null while it is still to come
     */
    public record Event(String name, String words, String actor, @Nullable Moment moment, String dot, String icon) {
        public boolean isTimed() {
            return moment != null;
        }
    }

    static List<Event> of(ApplicationFile file, Texts texts, boolean withActors) {
        List<Event> events = new ArrayList<>();
        file.history().forEach(step -> events.add(happened(step, texts, withActors)));
        if (file.application().state() != ApplicationState.DECLINED) {
            WAY.stream()
                    .filter(step -> file.history().stream().noneMatch(h -> h.step() == step))
                    .forEach(step -> events.add(new Event(texts.get("step." + step), "", "", null, "", "")));
            events.add(enrolled(file, texts));
        }
        return events;
    }

    private static Event happened(HistoryStep step, Texts texts, boolean withActors) {
        String dot =
                switch (step.step()) {
                    case ASK, DECLINE -> "warn";
                    case APPROVE -> "ok";
                    default -> "full";
                };
        String explained = "words." + step.step();
        return new Event(
                texts.get("step." + step.step()),
                texts.has(explained) ? texts.get(explained, step.words()) : step.words(),
                withActors ? step.actor() : "",
                Moment.of(Instant.ofEpochMilli(step.at())),
                dot,
                step.step() == ApplicationStep.APPROVE ? "check" : "");
    }

    /** Read from the terminals themselves. */
    private static Event enrolled(ApplicationFile file, Texts texts) {
        List<Instant> since = file.terminals().stream()
                .flatMap(terminal -> terminal.since().stream())
                .sorted()
                .toList();
        int all = file.terminals().size();
        if (since.isEmpty()) {
            return new Event(texts.get("step.ENROLLED"), "", "", null, "", "");
        }
        boolean whole = since.size() == all;
        Optional<Moment> last = Optional.of(Moment.of(since.get(since.size() - 1)));
        return new Event(
                texts.get("step.ENROLLED"),
                texts.get("enrolled.of", String.valueOf(since.size()), String.valueOf(all)),
                "",
                last.get(),
                whole ? "ok" : "full",
                whole ? "check" : "");
    }
}
