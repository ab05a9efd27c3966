package org.tallystick.operation.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.operation.service.JobList;
import org.tallystick.shared.service.BackgroundJobs.Result;
import org.tallystick.shared.service.BackgroundJobs.State;
import org.tallystick.shared.web.Moment;

/** What this server does by itself. */
@Named("jobs")
@RequestScoped
public class JobsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private JobList jobs;

    /** A job in words; times are null where there is none. */
    public record Row(
            String key,
            String name,
            String what,
            String rhythm,
            @Nullable Moment last,
            String duration,
            String state,
            String tone,
            String icon,
            String failure,
            @Nullable Moment next) {}

    public List<Row> getRows() {
        Words words = Words.of(request);
        return jobs.all(viewer.viewer()).stream()
                .map(state -> row(state, words))
                .toList();
    }

    /** Jobs whose last run has failed. */
    public long getFailed() {
        return jobs.all(viewer.viewer()).stream().filter(JobsView::failed).count();
    }

    private static Row row(State job, Words words) {
        String state = job.last().isEmpty() ? "never" : failed(job) ? "failed" : "ok";
        return new Row(
                job.name(),
                words.get("job." + job.name()),
                words.get("job." + job.name() + ".what"),
                words.get("job." + job.name() + ".rhythm"),
                job.last().map(run -> Moment.of(run.began())).orElse(null),
                job.last()
                        .map(run -> words.get("millis", Words.figure(run.millis())))
                        .orElse(""),
                words.get("job.result." + state),
                job.last().isEmpty() ? "wait" : failed(job) ? "bad" : "ok",
                job.last().isEmpty() ? "clock" : failed(job) ? "alert" : "check",
                job.last().map(run -> run.failure()).orElse(""),
                job.next().map(Moment::of).orElse(null));
    }

    private static boolean failed(State job) {
        return job.last().filter(run -> run.result() == Result.FAILED).isPresent();
    }
}
