package org.tallystick.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.SignedBill;

/** A terminal and the requests it has ready: signed, packed, with HTTP's head. One thread at a time. */
final class BenchTill {
    private static final byte[] NONE = new byte[0];

    private final Supplier<SignedBill> bills;
    private final String host;
    private final int batch;
    private final ArrayDeque<byte[]> ready = new ArrayDeque<>();

    /**
     * @param bills the terminal's, signed one after the other
     * @param host what requests name as {@code Host}
     * @param batch bills in a request; with 1 they go to the endpoint of single bills
     */
    BenchTill(Supplier<SignedBill> bills, String host, int batch) {
        this.bills = bills;
        this.host = host;
        this.batch = batch;
    }

    /** Signs until so many requests are ready. */
    void fill(int requests) {
        while (ready.size() < requests) {
            ready.add(request());
        }
    }

    /** The next request, whole; empty if none is ready. */
    byte[] take() {
        byte[] next = ready.poll();
        return next == null ? NONE : next;
    }

    /** A request that was taken and not answered: the next one again. */
    void putBack(byte[] request) {
        ready.addFirst(request);
    }

    int batch() {
        return batch;
    }

    private byte[] request() {
        if (batch == 1) {
            return request("/api/v1/receipts", bills.get().toJson());
        }
        List<SignedBill> together = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            together.add(bills.get());
        }
        return request("/api/v1/receipts/batch", BillBatch.toJson(together));
    }

    private byte[] request(String path, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
