package org.tallystick.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Settings;

/** What the examples of the developers' page need: this platform's address, and dates that will find something. */
@Named("developers")
@RequestScoped
public class DevelopersView {
    private static final int DAYS = 30;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    public String getBase() {
        return settings.baseUrl();
    }

    /** A month ago. */
    public LocalDate getFrom() {
        return ShopTime.today(clock).minusDays(DAYS);
    }
}
