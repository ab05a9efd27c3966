package org.tallystick.shared.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.tallystick.shared.PublicAddress;

/** Through which the platform calls others by itself: the way into its own network is closed, unless the operator has named the host. */
@ApplicationScoped
@PermitAll
public class OutboundDoor {
    private final Settings settings;

    @Inject
    public OutboundDoor(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OutboundDoor() {
        this(null);
    }

    /**
     * Looks the name up; may wait for a name server. Java keeps what it finds for half a minute, so the connection that follows goes to
     * an address that was looked at here.
     *
     * @param setting names the private hosts that may be called all the same
     * @throws UnknownHostException if nobody knows the name
     */
    public boolean isOpenTo(String host, String setting) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        List<String> named = settings.optional(setting)
                .map(hosts -> List.of(hosts.split("[,\\s]+")))
                .orElse(List.of());
        return named.contains(host) || Arrays.stream(found).allMatch(PublicAddress::isPublic);
    }
}
