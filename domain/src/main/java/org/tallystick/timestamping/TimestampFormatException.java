package org.tallystick.timestamping;

/** Something is not the timestamp, the record or the answer that it should be. The message says what, and never quotes it. */
public class TimestampFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TimestampFormatException(String message) {
        super(message);
    }
}
