package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** A receipt taken apart, to be put together wrongly. */
record LooseReceipt(String payload, List<Entry> entries) {

    /** One signature, both texts as they stand. */
    record Entry(String header, String signature) {
        Entry header(UnaryOperator<String> change) {
            return new Entry(encode(change.apply(decode(header))), signature);
        }

        Entry signature(UnaryOperator<byte[]> change) {
            return new Entry(header, Base64Url.encode(change.apply(Base64Url.decode(signature))));
        }

        Entry signatureText(UnaryOperator<String> change) {
            return new Entry(header, change.apply(signature));
        }

        String json() {
            return "{\"protected\":\"" + header + "\",\"signature\":\"" + signature + "\"}";
        }
    }

    static LooseReceipt of(byte[] stored) {
        JsonObject json = StrictJson.parse(stored, StrictJson.Limits.ENVELOPE);
        return new LooseReceipt(
                json.string("payload"),
                json.objects("signatures").stream()
                        .map(entry -> new Entry(entry.string("protected"), entry.string("signature")))
                        .toList());
    }

    Entry seal() {
        return entries.get(entries.size() - 1);
    }

    Entry terminal() {
        return entries.get(0);
    }

    LooseReceipt payload(UnaryOperator<String> change) {
        return new LooseReceipt(encode(change.apply(decode(payload))), entries);
    }

    LooseReceipt with(Entry... others) {
        return new LooseReceipt(payload, List.of(others));
    }

    LooseReceipt with(int index, UnaryOperator<Entry> change) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.set(index, change.apply(changed.get(index)));
        return new LooseReceipt(payload, changed);
    }

    LooseReceipt plus(Entry more) {
        return new LooseReceipt(
                payload, Stream.concat(Stream.of(more), entries.stream()).toList());
    }

    String json() {
        return entries.stream()
                .map(Entry::json)
                .collect(Collectors.joining(",", "{\"payload\":\"" + payload + "\",\"signatures\":[", "]}"));
    }

    private static String decode(String base64url) {
        return new String(Base64Url.decode(base64url), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
