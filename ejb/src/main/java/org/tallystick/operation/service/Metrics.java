package org.tallystick.operation.service;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What can be counted of the platform, for Prometheus: put together at each scrape from one look at its health and from counters that
 * those who count carry along. Nothing is remembered here. When the database does not answer, what needs it has no series, and its alarm
 * is 1.
 */
@ApplicationScoped
@PermitAll
public class Metrics {
    private static final Logger LOG = Logger.getLogger(Metrics.class.getName());

    private final Health health;
    private final MachineHealth machine;
    private final LedgerSeries ledger;
    private final WorkSeries work;
    private final MachineSeries server;
    private final ExpositionFormats formats = ExpositionFormats.init();

    /** The text, and what it is. */
    public record Exposition(String contentType, byte[] text) {}

    @Inject
    Metrics(Health health, MachineHealth machine, LedgerSeries ledger, WorkSeries work, MachineSeries server) {
        this.health = health;
        this.machine = machine;
        this.ledger = ledger;
        this.work = work;
        this.server = server;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Metrics() {
        this(null, null, null, null, null);
    }

    /** @param accept header of the request, may be empty; decides between Prometheus' own text format and OpenMetrics */
    public Exposition expose(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, series().snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
        return new Exposition(writer.getContentType(), text.toByteArray());
    }

    private Series series() {
        Health.Sight sight = health.look();
        Series series = new Series();
        AlarmSeries.add(series, sight);
        part(() -> ledger.add(series, sight));
        part(() -> work.add(series, sight));
        part(() -> server.add(series, sight, machine.facts().version()));
        return series;
    }

    /** What cannot be asked now is left out: the alarms are there all the same, above all when the database has just gone. */
    private static void part(Runnable adding) {
        try {
            adding.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Some metrics cannot be told now", e);
        }
    }
}
