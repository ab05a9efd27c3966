package org.tallystick.bench;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/**
 * Where load goes.
 *
 * @param tls trusts the server's certificate, and its name is checked
 */
record LoadTarget(InetSocketAddress address, SSLContext tls) {
    /** As requests name it. */
    String host() {
        return address.getHostString() + ":" + address.getPort();
    }
}
