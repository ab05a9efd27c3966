package org.tallystick.work.service;

/** Thrown by a step of work that is to end early; not an error. */
final class WorkStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkStopped() {
        super("stopped", null, false, false);
    }
}
