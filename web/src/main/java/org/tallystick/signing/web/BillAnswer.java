package org.tallystick.signing.web;

import org.jspecify.annotations.Nullable;

/** The one answer to a request with bills; whatever comes after the first is dropped. */
interface BillAnswer {
    /** @param json the body, whole */
    void send(int status, byte[] json);

    /** A problem is answered as it is, anything else as 500; nothing at all is a failure too. */
    void fail(@Nullable Throwable failure);

    /** Whether nothing has been answered yet; work for an answer that is out already is in vain: the client comes again. */
    boolean isOpen();

    /** Under which id the request is found in the log. */
    String reference();
}
