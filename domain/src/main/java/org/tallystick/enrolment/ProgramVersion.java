package org.tallystick.enrolment;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Version of a terminal's program, compared by its numbers from left to right, as vendors count: {@code V3.10b7} is later than {@code 3.9.2},
 * and {@code 3.2} is {@code 3.2.0}. Letters say nothing.
 */
public final class ProgramVersion implements Comparable<ProgramVersion> {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final String text;
    private final List<BigInteger> numbers;

    private ProgramVersion(String text, List<BigInteger> numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    /** Empty for a text without any number: nobody can say what it is later than. */
    public static Optional<ProgramVersion> of(String text) {
        List<BigInteger> numbers = NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(BigInteger::new)
                .toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(new ProgramVersion(text, numbers));
    }

    @Override
    public int compareTo(ProgramVersion other) {
        int longest = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < longest; i++) {
            int difference = number(i).compareTo(other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private BigInteger number(int place) {
        return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProgramVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return numbers.subList(0, significant()).hashCode();
    }

    private int significant() {
        int length = numbers.size();
        while (length > 1 && numbers.get(length - 1).signum() == 0) {
            length--;
        }
        return length;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
