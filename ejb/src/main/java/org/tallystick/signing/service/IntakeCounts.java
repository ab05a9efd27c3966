package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.ReceiptStatus;

/** How many bills came to this node since its start, and what became of them. Counting waits for nobody and allocates nothing. */
@ApplicationScoped
@PermitAll
public class IntakeCounts {
    private final ConcurrentMap<String, Outcomes> byAcquirer = new ConcurrentHashMap<>();
    private final Map<ProblemType, LongAdder> refused = new EnumMap<>(ProblemType.class);

    /** Bills of one institution that were answered with a receipt: sealed as signed, sealed as unsigned, or stored before. */
    public record Stored(long signed, long unsigned, long repeated) {}

    private record Outcomes(LongAdder signed, LongAdder unsigned, LongAdder repeated) {
        Outcomes() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        Stored stored() {
            return new Stored(signed.sum(), unsigned.sum(), repeated.sum());
        }
    }

    public IntakeCounts() {
        for (ProblemType type : ProblemType.values()) {
            refused.put(type, new LongAdder());
        }
    }

    /** By the institution's code. */
    public Map<String, Stored> stored() {
        Map<String, Stored> stored = new TreeMap<>();
        byAcquirer.forEach((acquirer, outcomes) -> stored.put(acquirer, outcomes.stored()));
        return stored;
    }

    /** Bills that were answered with a problem, by its type; each type is there. */
    public Map<ProblemType, Long> refused() {
        Map<ProblemType, Long> sums = new EnumMap<>(ProblemType.class);
        refused.forEach((type, count) -> sums.put(type, count.sum()));
        return sums;
    }

    /** A bill was answered with a problem before anybody looked at who sent it. */
    public void refuse(Problem problem) {
        count(problem.type());
    }

    void failed(Throwable failure) {
        Throwable cause = failure.getCause() == null || failure instanceof Problem ? failure : failure.getCause();
        count(cause instanceof Problem problem ? problem.type() : ProblemType.INTERNAL);
    }

    void answered(String acquirer, Answer answer) {
        Outcomes outcomes = outcomes(acquirer);
        LongAdder counter = answer.httpStatus() != Answer.CREATED
                ? outcomes.repeated
                : answer.status() == ReceiptStatus.SIGNED ? outcomes.signed : outcomes.unsigned;
        counter.increment();
    }

    private Outcomes outcomes(String acquirer) {
        @Nullable Outcomes known = byAcquirer.get(acquirer);
        return known != null ? known : byAcquirer.computeIfAbsent(acquirer, first -> new Outcomes());
    }

    private void count(ProblemType type) {
        LongAdder counter = refused.get(type);
        if (counter != null) {
            counter.increment();
        }
    }
}
