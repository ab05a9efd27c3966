package org.tallystick.shared.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The one clock of the application: everything that needs a time gets it injected. */
@ApplicationScoped
public class ClockSource {

    /** @throws IllegalStateException if somebody wants to move the time of a production platform */
    @Produces
    @jakarta.inject.Singleton
    Clock clock(Settings settings) {
        return settings.optional("tallystick.clock-file")
                .map(file -> moved(settings, Path.of(file)))
                .orElseGet(Clock::systemUTC);
    }

    /** How far a trial has moved this clock away from the machines' time; zero as a rule. */
    public static Duration distance(Clock clock) {
        return clock instanceof MovedClock moved ? moved.distance() : Duration.ZERO;
    }

    private static Clock moved(Settings settings, Path file) {
        if (settings.production()) {
            throw new IllegalStateException("Setting tallystick.clock-file is for trials: remove it");
        }
        return new MovedClock(file, Clock.systemUTC());
    }
}
