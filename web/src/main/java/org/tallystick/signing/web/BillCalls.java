package org.tallystick.signing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.service.Answer;
import org.tallystick.signing.service.IntakeCounts;
import org.tallystick.signing.service.Sender;
import org.tallystick.signing.service.SigningService;

/** What {@code POST /api/v1/receipts} and {@code /api/v1/receipts/batch} do with a body, however it was received (API.md "Signing"). */
@ApplicationScoped
class BillCalls {
    /** Largest body with one bill, in bytes. */
    static final int LARGEST_BILL = 400 * 1024;

    private final SigningService signing;
    private final IntakeCounts counts;

    @Inject
    BillCalls(SigningService signing, IntakeCounts counts) {
        this.signing = signing;
        this.counts = counts;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected BillCalls() {
        this(null, null);
    }

    /** One bill: answered when its group has committed. */
    void one(byte[] body, Sender sender, BillAnswer answer) {
        SignedBill bill;
        try {
            bill = SignedBill.parse(body);
        } catch (Problem problem) {
            refuse(problem, answer);
            return;
        }
        try {
            signing.accept(bill, sender).whenComplete((stored, failure) -> answer(answer, stored, failure));
        } catch (RuntimeException e) {
            answer.fail(e);
        }
    }

    /** Answers before anybody has looked at who sent what. */
    void refuse(Problem problem, BillAnswer answer) {
        counts.refuse(problem);
        answer.fail(problem);
    }

    private static void answer(BillAnswer answer, @Nullable Answer stored, @Nullable Throwable failure) {
        if (stored == null) {
            answer.fail(failure);
        } else {
            written(answer, stored.httpStatus(), stored::toMembers);
        }
    }

    /** Nobody sees what a stage's last step throws. */
    private static void written(BillAnswer answer, int status, Supplier<Map<String, Object>> members) {
        byte[] json;
        try {
            json = JsonWriter.write(members.get());
        } catch (RuntimeException e) {
            answer.fail(e);
            return;
        }
        answer.send(status, json);
    }

    /** 1 to 256 bills, answered in order, each with its own status. */
    void batch(byte[] body, Sender sender, BillAnswer answer) {
        List<BillBatch.Item> items;
        try {
            items = BillBatch.parse(body).items();
        } catch (Problem problem) {
            refuse(problem, answer);
            return;
        }
        List<CompletableFuture<Map<String, Object>>> results =
                items.stream().map(item -> result(item, sender, answer)).toList();
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> written(answer, 200, () -> members(results)));
    }

    private static Map<String, Object> members(List<CompletableFuture<Map<String, Object>>> results) {
        return Map.of("results", results.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Map<String, Object>> result(BillBatch.Item item, Sender sender, BillAnswer answer) {
        if (item.bill().isEmpty()) {
            Problem problem = item.problem().orElseThrow();
            counts.refuse(problem);
            return CompletableFuture.completedFuture(failed(problem, answer));
        }
        try {
            return signing.accept(item.bill().get(), sender)
                    .toCompletableFuture()
                    .handle((stored, failure) -> stored == null ? failed(failure, answer) : done(stored));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(e, answer));
        }
    }

    private static Map<String, Object> done(Answer stored) {
        return members(stored.httpStatus(), stored.toMembers());
    }

    private static Map<String, Object> failed(@Nullable Throwable failure, BillAnswer answer) {
        Throwable cause = cause(failure);
        Problem problem = cause instanceof Problem known
                ? known
                : new Problem(ProblemType.INTERNAL, "Something went wrong here; the reference leads to it in the log.");
        return members(problem.type().status(), problem.toMembers(answer.reference()));
    }

    private static Map<String, Object> members(int status, Map<String, Object> body) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status);
        members.put("body", body);
        return members;
    }

    /** What a stage failed with. */
    static Throwable cause(@Nullable Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return wrapped.getCause();
        }
        return failure == null ? new IllegalStateException("no answer") : failure;
    }
}
