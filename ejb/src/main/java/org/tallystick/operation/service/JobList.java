package org.tallystick.operation.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.shared.service.BackgroundJobs;

/** What this server does by itself, for the operator. */
@ApplicationScoped
@PermitAll
public class JobList {
    private final BackgroundJobs jobs;

    @Inject
    JobList(BackgroundJobs jobs) {
        this.jobs = jobs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JobList() {
        this(null);
    }

    /** By name. */
    public Collection<BackgroundJobs.State> all(Viewer viewer) {
        viewer.require(Role.OPERATOR);
        return jobs.states();
    }
}
