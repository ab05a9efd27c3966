package org.tallystick.coverage;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What became of the cases of some sales. A remedy never makes a sale one that was signed: what was missing at the sale is always
 * remedied since, explained, given up or open.
 *
 * @param cases opened
 * @param open of them
 * @param lost given up: there is no evidence and there will be none
 * @param remedies closed ones by what closed them
 * @param cardholder closed ones in which the cardholder's signature was missing and came later, drawn or on paper
 * @param meanMillis from opening to closing, on average, of those that are closed
 */
public record Outcome(
        long cases, long open, long lost, Map<Remedy, Long> remedies, long cardholder, OptionalLong meanMillis) {
    /** Of no cases. */
    public static final Outcome NONE = new Outcome(0, 0, 0, Map.of(), 0, OptionalLong.empty());

    /** Nothing was missing after all. */
    private static final Set<Remedy> MOOT = Set.of(Remedy.NOT_REQUIRED, Remedy.WITHDRAWN);

    /** Closed with words. */
    private static final Set<Remedy> WORDS = Set.of(Remedy.EXPLAINED, Remedy.NOT_MINE);

    /** Sales that lacked something, whatever came later. */
    public long missing() {
        return cases - sum(MOOT);
    }

    /** Those of them for which a bill, a signature or what stands for one came later. */
    public long remedied() {
        return remedies.entrySet().stream()
                .filter(entry -> entry.getKey().isSignature())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Those of them that were closed with words, without a signature. */
    public long explained() {
        return sum(WORDS);
    }

    /** Cases closed by this remedy. */
    public long by(Remedy remedy) {
        return remedies.getOrDefault(remedy, 0L);
    }

    /** Both together. */
    public Outcome plus(Outcome other) {
        Map<Remedy, Long> both = new EnumMap<>(Remedy.class);
        both.putAll(remedies);
        other.remedies.forEach((remedy, count) -> both.merge(remedy, count, Long::sum));
        return new Outcome(
                cases + other.cases,
                open + other.open,
                lost + other.lost,
                both,
                cardholder + other.cardholder,
                mean(other));
    }

    private OptionalLong mean(Outcome other) {
        long closed = closed() + other.closed();
        double sum = (double) meanMillis.orElse(0) * closed() + (double) other.meanMillis.orElse(0) * other.closed();
        return closed == 0 ? OptionalLong.empty() : OptionalLong.of((long) (sum / closed));
    }

    private long closed() {
        return cases - open - lost;
    }

    private long sum(Set<Remedy> of) {
        return of.stream().mapToLong(this::by).sum();
    }
}
