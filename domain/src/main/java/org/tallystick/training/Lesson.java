package org.tallystick.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A lesson. A new version of its content gets a new number: who passed the old one is asked again. */
public enum Lesson {
    /** The signature pad fails. */
    PAD(1, "bca"),
    /** The network is down. */
    NETWORK(1, "acb"),
    /** A customer leaves without signing. */
    LEFT(1, "cab"),
    /** The terminal's certificate has expired or was revoked. */
    CERTIFICATE(1, "bac"),
    /** Never charge twice. */
    TWICE(1, "cba"),
    /** Whether a terminal is genuine. */
    GENUINE(1, "abc");

    /** Questions of each lesson. */
    public static final int QUESTIONS = 3;

    private final int version;
    private final String right;

    Lesson(int version, String right) {
        this.version = version;
        this.right = right;
    }

    public int version() {
        return version;
    }

    /** Name in addresses and texts. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Lesson> ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(lesson -> lesson.slug().equals(slug))
                .findFirst();
    }

    /** Whether a question (from 1) has this answer: a, b or c. */
    public boolean isRight(int question, String answer) {
        return answer.length() == 1 && right.charAt(question - 1) == answer.charAt(0);
    }

    /** How many of the answers, in the order of the questions, are right. */
    public int score(List<String> answers) {
        int score = 0;
        for (int i = 0; i < QUESTIONS && i < answers.size(); i++) {
            score += isRight(i + 1, answers.get(i)) ? 1 : 0;
        }
        return score;
    }
}
