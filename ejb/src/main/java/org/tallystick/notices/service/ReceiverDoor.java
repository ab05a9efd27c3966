package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Delivery.Failure;
import org.tallystick.notices.ReceiverRules;
import org.tallystick.shared.service.Settings;

/** Through which messages leave the platform: the way into its own network is closed, unless the operator has named the host. */
@ApplicationScoped
class ReceiverDoor {
    private final Settings settings;

    @Inject
    ReceiverDoor(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiverDoor() {
        this(null);
    }

    /** @throws IllegalStateException if somebody wants plain http in production */
    void check() {
        if (allowsPlain() && settings.production()) {
            throw new IllegalStateException("Setting tallystick.notices.webhook-plain-http is for trials: remove it");
        }
    }

    boolean allowsPlain() {
        return settings.optional("tallystick.notices.webhook-plain-http")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /**
     * Looks the name up; may wait for a name server. Java keeps what it finds for half a minute, so the connection that follows goes to
     * an address that was looked at here.
     *
     * @return why it must not be called; empty if it may
     */
    Optional<Failure> refusal(URI receiver) {
        String host = receiver.getHost();
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            boolean open = named().contains(host) || Arrays.stream(found).allMatch(ReceiverRules::isPublic);
            return open ? Optional.empty() : Optional.of(Failure.ADDRESS_PRIVATE);
        } catch (UnknownHostException e) {
            return Optional.of(Failure.NAME_UNKNOWN);
        }
    }

    private List<String> named() {
        return settings.optional("tallystick.notices.webhook-private-hosts")
                .map(hosts -> List.of(hosts.split("[,\\s]+")))
                .orElse(List.of());
    }
}
