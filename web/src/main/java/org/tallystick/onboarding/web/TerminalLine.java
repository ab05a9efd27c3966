package org.tallystick.onboarding.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.service.Registrations.Progress;
import org.tallystick.shared.web.Moment;

/** A terminal of an application; {@code since} is null until its device is enrolled. */
public record TerminalLine(String number, String serial, @Nullable Moment since) {
    static TerminalLine of(Progress progress) {
        return new TerminalLine(
                progress.terminalNo(),
                progress.serial(),
                progress.since().map(Moment::of).orElse(null));
    }

    public boolean isEnrolled() {
        return since != null;
    }
}
