package org.tallystick.signing.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.service.SigningThreads;

/** Gives {@link DirectIntake}, which is there before anything can be injected, what it serves requests with. */
@WebListener
public class DirectIntakeStart implements ServletContextListener {
    @Inject
    BillCalls calls;

    @Inject
    SigningThreads threads;

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext()
                .setAttribute(
                        DirectIntake.Desk.class.getName(), DirectIntake.Desk.of(calls, threads, settings.production()));
    }
}
