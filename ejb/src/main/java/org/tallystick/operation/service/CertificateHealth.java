package org.tallystick.operation.service;

import static org.tallystick.operation.Condition.falling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.enrolment.service.KeyOverview;
import org.tallystick.enrolment.service.KeyOverview.PlatformCertificate;
import org.tallystick.enrolment.service.ServerCertificate;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;

/** How long the platform's certificates last: the newest of the seal, of each authority, and the HTTPS listener's. */
@ApplicationScoped
class CertificateHealth {
    private static final double SOON_DAYS = 30;
    private static final double NOW_DAYS = 7;

    private final KeyOverview keys;
    private final ServerCertificate server;
    private final Clock clock;

    @Inject
    CertificateHealth(KeyOverview keys, ServerCertificate server, Clock clock) {
        this.keys = keys;
        this.server = server;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CertificateHealth() {
        this(null, null, null);
    }

    List<Condition> conditions() {
        Map<String, Long> days = new LinkedHashMap<>();
        for (PlatformCertificate certificate : keys.platform()) {
            days.merge(certificate.role(), certificate.daysLeft(), Math::max);
        }
        List<Condition> conditions = new ArrayList<>();
        days.forEach((role, left) -> conditions.add(certificate(role, left)));
        conditions.add(server.notAfter()
                .map(end -> certificate(
                        "TLS", Duration.between(clock.instant(), end).toDays()))
                .orElseGet(() -> new Condition("certificate", "TLS", State.UNKNOWN, List.of("-"))));
        return conditions;
    }

    private static Condition certificate(String role, long days) {
        return new Condition("certificate", role, falling(days, SOON_DAYS, NOW_DAYS), List.of(Long.toString(days)));
    }
}
