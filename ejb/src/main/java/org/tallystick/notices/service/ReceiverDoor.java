package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.tallystick.notices.Delivery.Failure;
import org.tallystick.shared.service.OutboundDoor;
import org.tallystick.shared.service.Settings;

/** Through which messages leave the platform: the way into its own network is closed, unless the operator has named the host. */
@ApplicationScoped
class ReceiverDoor {
    private final Settings settings;
    private final OutboundDoor door;

    @Inject
    ReceiverDoor(Settings settings, OutboundDoor door) {
        this.settings = settings;
        this.door = door;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiverDoor() {
        this(null, null);
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

    /** Why it must not be called; empty if it may. May wait for a name server. */
    Optional<Failure> refusal(URI receiver) {
        try {
            return door.isOpenTo(receiver.getHost(), "tallystick.notices.webhook-private-hosts")
                    ? Optional.empty()
                    : Optional.of(Failure.ADDRESS_PRIVATE);
        } catch (UnknownHostException e) {
            return Optional.of(Failure.NAME_UNKNOWN);
        }
    }
}
