package org.tallystick.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Where load goes.
 *
 * @param tls trusts the server's certificate, and its name is checked
 * @param patience how long an answer, or a connection at the start, is waited for
 */
record LoadTarget(InetSocketAddress address, SSLContext tls, Duration patience) {
    /** After which a request is given up. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** As requests name it. */
    String host() {
        return address.getHostString() + ":" + address.getPort();
    }
}
