package org.tallystick.shared.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;

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

    private static Clock moved(Settings settings, Path file) {
        if (settings.production()) {
            throw new IllegalStateException("Setting tallystick.clock-file is for trials: remove it");
        }
        return new MovedClock(file, Clock.systemUTC());
    }
}
