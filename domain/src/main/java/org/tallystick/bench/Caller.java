package org.tallystick.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One kept connection and the terminals that take turns on it, as honest as real ones: a bill that was not answered, or answered 503, is
 * sent again after a pause; a broken connection is opened again. For its loop's thread alone.
 */
final class Caller {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LoadTarget target;
    private final Selector selector;
    private final int place;
    private final List<BenchTill> tills;

    private KeptConnection connection;
    private BenchTill sender;
    private int turn;
    private byte[] request = new byte[0];
    /** Whether the request still waits for its last answer. */
    private boolean pending;

    private boolean inFlight;
    private boolean broken;
    private long intended;
    private long taken;
    /** Until when an answer is waited for, or a pause lasts. */
    private long until;

    private Caller(LoadTarget target, Selector selector, int place, List<BenchTill> tills) throws IOException {
        this.target = target;
        this.selector = selector;
        this.place = place;
        this.tills = tills;
        this.sender = tills.get(0);
        this.until = System.nanoTime();
        this.connection = KeptConnection.open(selector, target, this);
    }

    /** Begins to connect. @param place among those of its loop */
    static Caller open(LoadTarget target, Selector selector, int place, List<BenchTill> tills) throws IOException {
        return new Caller(target, selector, place, tills);
    }

    int place() {
        return place;
    }

    /** Bills in each request. */
    int batch() {
        return sender.batch();
    }

    boolean isEstablished() {
        return connection.isEstablished();
    }

    /** Whether a request waits for its answer, sent or to be sent again. */
    boolean isPending() {
        return pending;
    }

    /** How many requests were begun, repetitions not counted. */
    long taken() {
        return taken;
    }

    /** When the pending request should have been sent first. */
    long intended() {
        return intended;
    }

    boolean isOverdue(long now) {
        return inFlight && now - until > 0;
    }

    /**
     * Sends the next bill of the terminal whose turn it is.
     *
     * @return false if none has one left
     */
    boolean send(long intendedNanos) throws IOException {
        for (int i = 0; i < tills.size() && !pending; i++) {
            sender = tills.get(turn);
            turn = (turn + 1) % tills.size();
            request = sender.take();
            pending = request.length > 0;
        }
        if (!pending) {
            return false;
        }
        taken++;
        intended = intendedNanos;
        begin();
        return true;
    }

    /** Goes on after a pause, if it is over: opens the connection again, or sends the pending request again. */
    void resume(long now) throws IOException {
        if (inFlight || now - until < 0) {
            return;
        }
        if (broken) {
            reopen();
        } else if (pending && connection.isEstablished()) {
            begin();
        }
    }

    /** Goes on with what the socket is ready for. @return whether the answer to the pending request is complete */
    boolean ready() throws IOException {
        boolean answered = connection.ready() && inFlight;
        inFlight &= !answered;
        return answered;
    }

    /** The last answer. */
    AnswerReader answer() {
        return connection.answer();
    }

    /** The pending request was answered for good. */
    void settle() {
        pending = false;
    }

    /** The pending request is sent again after a pause. */
    void pause() {
        until = System.nanoTime() + PAUSE_NANOS;
    }

    /** The connection is opened again after a pause. */
    void breakOff() {
        connection.close();
        broken = true;
        inFlight = false;
        pause();
    }

    void reopen() throws IOException {
        connection.close();
        broken = false;
        connection = KeptConnection.open(selector, target, this);
    }

    /** Ends it; what was not answered is the terminal's next request. */
    void close() {
        connection.close();
        if (pending) {
            sender.putBack(request);
        }
        pending = false;
    }

    private void begin() throws IOException {
        inFlight = true;
        until = System.nanoTime() + target.patience().toNanos();
        connection.send(ByteBuffer.wrap(request));
    }
}
