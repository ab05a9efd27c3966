package org.tallystick.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.compliance.Period;
import org.tallystick.shared.ShopTime;

/** What the address asks for. */
final class Asked {
    private static final int LONGEST = 64;
    private static final int LAST_PAGE = 10_000;

    private final HttpServletRequest request;
    private final Clock clock;

    Asked(HttpServletRequest request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    /** Without blanks around it, and cut: nothing that is looked up is longer. */
    String text(String name) {
        String value = request.getParameter(name);
        String stripped = value == null ? "" : value.strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    Period period() {
        return Period.asked(text("from"), text("to"), today());
    }

    /** The shops' day. */
    LocalDate today() {
        return ShopTime.today(clock);
    }

    /** Page from 0; the address counts from 1. */
    int page() {
        try {
            return Math.min(LAST_PAGE, Math.max(1, Integer.parseInt(text("page")))) - 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
