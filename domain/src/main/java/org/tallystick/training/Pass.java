package org.tallystick.training;

/**
 * That somebody has passed a lesson.
 *
 * @param passedAt UTC milliseconds
 * @param score right answers
 */
public record Pass(String accountId, Lesson lesson, int version, long passedAt, int score) {
    /** Whether it is of the lesson as it is now. */
    public boolean isCurrent() {
        return version == lesson.version();
    }
}
