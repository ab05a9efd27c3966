package org.tallystick.operation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.operation.Institution;
import org.tallystick.operation.MerchantPage;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;

/** Who is on the platform, for its operator: names and numbers, never a receipt. */
@ApplicationScoped
@PermitAll
public class Institutions {
    private static final int DAYS = 30;
    private static final int MOST_PAGES = 10_000;

    private final InstitutionRepository repository;
    private final Clock clock;

    @Inject
    Institutions(InstitutionRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Institutions() {
        this(null, null);
    }

    /** All of them, by code. */
    public List<Institution> list(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        LocalDate since = ShopTime.today(clock).minusDays(DAYS - 1);
        return repository.institutions(clock.instant(), since);
    }

    /** How many institutions and merchants there are. */
    public long[] sizes(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return repository.sizes();
    }

    /** @throws Problem not-found if there is no such acquirer */
    public Institution find(Viewer viewer, String code) {
        return list(viewer).stream()
                .filter(i -> i.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such institution."));
    }

    /** When its newest receipt came. */
    public Optional<Instant> newestReceipt(Viewer viewer, String code) {
        viewer.require(Role.OPERATOR);
        return repository.newest(code);
    }

    /**
     * Merchants by number, fifty a page.
     *
     * @param text part of a name, city or number; empty for all
     * @param institution an acquirer's code; empty for all
     * @param page from 1
     */
    public MerchantPage merchants(Viewer viewer, String text, String institution, int page) {
        viewer.require(Role.OPERATOR);
        return repository.merchants(text, institution, Math.max(1, Math.min(page, MOST_PAGES)), clock.instant());
    }
}
