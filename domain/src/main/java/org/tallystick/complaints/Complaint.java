package org.tallystick.complaints;

import java.util.List;
import java.util.Optional;

/**
 * A complaint as those see it whose business it is.
 *
 * @param contact what the consumer left to be reached by; empty also for whoever may not see it
 * @param statements the first one opened it
 */
public record Complaint(ComplaintHead head, Optional<String> contact, List<Statement> statements) {
    public boolean isClosed() {
        return head.state() == ComplaintState.CLOSED;
    }
}
