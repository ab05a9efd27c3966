package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.shared.web.ReferenceId;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.service.Answer;
import org.tallystick.signing.service.IntakeCounts;
import org.tallystick.signing.service.Sender;
import org.tallystick.signing.service.SigningService;

/** {@code POST /api/v1/receipts/batch}: 1 to 256 bills, answered in order, each with its own status (API.md "Signing"). */
@WebServlet(urlPatterns = "/api/v1/receipts/batch", asyncSupported = true)
public class BatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient SigningService signing;

    @Inject
    transient IntakeCounts counts;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestMethod.requirePost(request, response);
            List<BillBatch.Item> items = BillBatch.parse(RequestBody.read(request, BillBatch.MAX_BODY))
                    .items();
            AsyncContext async = request.startAsync();
            async.setTimeout(AsyncAnswer.TIMEOUT_MILLIS);
            AsyncAnswer answer = AsyncAnswer.on(async);
            Sender sender = Senders.of(request);
            String instance = ReferenceId.of(request);
            List<CompletableFuture<Map<String, Object>>> results =
                    items.stream().map(item -> result(item, sender, instance)).toList();
            CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                    .whenComplete((done, failure) -> answer.send(
                            200,
                            JsonWriter.write(Map.of(
                                    "results",
                                    results.stream()
                                            .map(CompletableFuture::join)
                                            .toList()))));
        } catch (Problem problem) {
            counts.refuse(problem);
            ProblemResponse.send(request, response, problem);
        }
    }

    private CompletableFuture<Map<String, Object>> result(BillBatch.Item item, Sender sender, String instance) {
        if (item.bill().isEmpty()) {
            Problem problem = item.problem().orElseThrow();
            counts.refuse(problem);
            return CompletableFuture.completedFuture(failed(problem, instance));
        }
        try {
            return signing.accept(item.bill().get(), sender)
                    .toCompletableFuture()
                    .handle((stored, failure) -> stored == null ? failed(failure, instance) : done(stored));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(e, instance));
        }
    }

    private static Map<String, Object> done(Answer stored) {
        return members(stored.httpStatus(), stored.toMembers());
    }

    private static Map<String, Object> failed(@Nullable Throwable failure, String instance) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        Problem problem = cause instanceof Problem known
                ? known
                : new Problem(ProblemType.INTERNAL, "Something went wrong here; the reference leads to it in the log.");
        return members(problem.type().status(), problem.toMembers(instance));
    }

    private static Map<String, Object> members(int status, Map<String, Object> body) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", status);
        members.put("body", body);
        return members;
    }
}
