package org.tallystick.signing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * Up to 256 bills in one request, each answered on its own (API.md, Signing).
 *
 * @param items in the order of the request
 */
public record BillBatch(List<Item> items) {
    /** Bytes of a batch. */
    public static final int MAX_BODY = 8 << 20;
    /** Bills in a batch. */
    public static final int MAX_BILLS = 256;

    /** Either a bill or what is wrong with it; exactly one of the two is present. */
    public record Item(Optional<SignedBill> bill, Optional<Problem> problem) {}

    /** @throws Problem TOO_LARGE or MALFORMED if the batch as a whole is refused */
    public static BillBatch parse(byte[] body) {
        if (body.length > MAX_BODY) {
            throw new Problem(ProblemType.TOO_LARGE, "A batch is at most 8 MiB.");
        }
        JsonObject json = StrictJson.parse(body, StrictJson.Limits.BATCH);
        List<JsonObject> bills = json.objects("bills");
        if (bills.isEmpty()) {
            throw json.problem("bills", "must have 1 to " + MAX_BILLS + " elements");
        }
        if (bills.size() > MAX_BILLS) {
            throw new Problem(ProblemType.TOO_LARGE, "A batch has at most " + MAX_BILLS + " bills.");
        }
        List<Item> items = new ArrayList<>(bills.size());
        bills.forEach(bill -> items.add(item(bill.named(""))));
        return new BillBatch(Collections.unmodifiableList(items));
    }

    private static Item item(JsonObject json) {
        try {
            return new Item(Optional.of(SignedBill.read(json)), Optional.empty());
        } catch (Problem e) {
            return new Item(Optional.empty(), Optional.of(e));
        }
    }

    /** @return the body of a batch request, for terminals */
    public static byte[] toJson(List<SignedBill> bills) {
        return JsonWriter.write(
                Map.of("bills", bills.stream().map(SignedBill::toMembers).toList()));
    }
}
