package org.tallystick.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.Cause;

/** Carries bills to the platform, one alone or many in a batch, and reads what comes back (API.md, Signing). */
final class Courier {
    /** Bills of one batch. */
    static final int MOST_BILLS = BillBatch.MAX_BILLS;
    /** Bytes of the bills of one batch, below the 8 MiB that a batch may have. */
    static final int MOST_BYTES = 7 << 20;

    private static final String RECEIPTS = "/api/v1/receipts";
    private static final String BATCH = RECEIPTS + "/batch";
    private static final Set<ProblemType> UNPROVEN =
            Set.of(ProblemType.SIGNATURE_MISSING, ProblemType.SIGNATURE_INVALID, ProblemType.CERTIFICATE_UNKNOWN);

    private final PlatformClient client;
    private final ReplyReader reader;
    private final Optional<String> fallbackSecret;

    Courier(PlatformClient client, ReplyReader reader, Optional<String> fallbackSecret) {
        this.client = client;
        this.reader = reader;
        this.fallbackSecret = fallbackSecret;
    }

    /** What came of each bill, in their order. */
    List<Reply> deliver(List<PendingBill> bills) {
        boolean together = bills.size() > 1 && bills.stream().allMatch(PendingBill::isSigned);
        Optional<List<Reply>> replies = together ? batch(bills) : Optional.empty();
        return replies.orElseGet(() -> oneByOne(bills));
    }

    /** Stops asking when nobody would fare better: the rest shares the last answer. */
    private List<Reply> oneByOne(List<PendingBill> bills) {
        List<Reply> replies = new ArrayList<>();
        for (PendingBill bill : bills) {
            Reply reply = single(bill);
            replies.add(reply);
            if (reply instanceof Reply.Later later && later.everybody()) {
                while (replies.size() < bills.size()) {
                    replies.add(reply);
                }
                break;
            }
        }
        return replies;
    }

    private Reply single(PendingBill bill) {
        Reply reply = post(bill, !bill.isSigned());
        return provable(bill, reply);
    }

    /** A payment whose signature the platform cannot accept is vouched for by the fallback secret rather than lost. */
    private Reply provable(PendingBill bill, Reply reply) {
        boolean unproven = reply instanceof Reply.Refused refused && UNPROVEN.contains(refused.type());
        return unproven && bill.isSigned() && fallbackSecret.isPresent() ? post(bill, true) : reply;
    }

    private Reply post(PendingBill bill, boolean withSecret) {
        try {
            Optional<String> authorization =
                    withSecret ? fallbackSecret.map(secret -> "Bearer " + secret) : Optional.empty();
            HttpAnswer answer = client.post(
                    PlatformClient.Post.json(RECEIPTS, bill.message().toJson(), authorization));
            return reader.read(bill, answer.status(), answer.json(), answer.retryAfter());
        } catch (UnreachableException e) {
            return unreachable(e);
        }
    }

    /** Nothing if the batch as a whole was not accepted: then each bill has to be asked for alone. */
    private Optional<List<Reply>> batch(List<PendingBill> bills) {
        try {
            HttpAnswer answer = client.post(PlatformClient.Post.json(
                    BATCH,
                    BillBatch.toJson(bills.stream().map(PendingBill::message).toList()),
                    Optional.empty()));
            if (answer.status() == 429 || answer.status() >= 500) {
                Reply reply = reader.read(bills.get(0), answer.status(), answer.json(), answer.retryAfter());
                return Optional.of(bills.stream().map(bill -> reply).toList());
            }
            return answer.isOk() ? answer.json().flatMap(json -> results(bills, json, answer)) : Optional.empty();
        } catch (UnreachableException e) {
            Reply reply = unreachable(e);
            return Optional.of(bills.stream().map(bill -> reply).toList());
        }
    }

    private Optional<List<Reply>> results(List<PendingBill> bills, JsonObject json, HttpAnswer answer) {
        try {
            List<JsonObject> results = json.objects("results");
            if (results.size() != bills.size()) {
                return Optional.empty();
            }
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < bills.size(); i++) {
                JsonObject result = results.get(i);
                Reply reply = reader.read(
                        bills.get(i),
                        (int) result.integer("status"),
                        result.optionalObject("body"),
                        answer.retryAfter());
                replies.add(provable(bills.get(i), reply));
            }
            return Optional.of(replies);
        } catch (Problem notABatchAnswer) {
            return Optional.empty();
        }
    }

    private static Reply unreachable(UnreachableException e) {
        Cause cause = e.connectionFailed() ? Cause.UPLOAD_CONNECT_FAIL : Cause.UPLOAD_TIMEOUT;
        return new Reply.Later(String.valueOf(e.getMessage()), Optional.empty(), Optional.of(cause), true);
    }
}
