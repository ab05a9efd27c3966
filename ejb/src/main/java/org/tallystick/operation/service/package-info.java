/**
 * What the operator asks of the platform: institutions, merchants, background jobs, health; see
 * {@code org.tallystick.operation}. Reads only.
 *
 * <p>Health is one look ({@code Health.look}) at machine, database, logs, time, keys and certificates. The page shows its conditions to an
 * operator; {@code /metrics} on the management port gives the same conditions as alarms, with the figures they were judged by and what the
 * capabilities count: {@code Metrics} puts both together when it is asked, {@code *Series} say which series there are. A series is named
 * {@code tallystick_<what>_<unit>}; its labels name a log, an institution, a pool or a kind, never a shop, a terminal or a person, so that
 * their number does not grow with the business, and nothing in them is anybody's secret.
 *
 * <p><b>Decisions.</b> Metrics are put together at the scrape, from health's own look, on the server's management port by its internal
 * interface, because the two cannot disagree; nothing on the public port; the price: some queries a scrape; a private module of the
 * server.
 *
 * <p><b>Alerts to set.</b> Wake somebody at {@code tallystick_alarm{state="bad"} == 1}, {@code up == 0}, {@code
 * increase(tallystick_ledger_queue_refusals_total[5m]) > 0}, {@code tallystick_scrub_differences > 0} or {@code
 * tallystick_database_connections_available == 0} for a minute. Look by day at {@code tallystick_alarm{state=~"warn|unknown"} == 1} for 15
 * minutes, {@code histogram_quantile(0.99, sum by (le, institution) (rate(tallystick_ledger_publish_delay_seconds_bucket[10m]))) > 15},
 * {@code tallystick_ledger_checkpoint_witnessed == 0} for ten minutes, {@code tallystick_scrub_age_seconds > 172800}, {@code
 * tallystick_erasures_waiting{kind="entry"} > 0} for an hour, {@code
 * rate(tallystick_bills_refused_total{reason=~"internal|not-confirmed"}[5m]) > 0} and {@code tallystick_job_failed == 1} for ten minutes.
 */
@NullMarked
package org.tallystick.operation.service;

import org.jspecify.annotations.NullMarked;
