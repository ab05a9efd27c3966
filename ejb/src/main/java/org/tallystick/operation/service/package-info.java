/**
 * What the operator asks of the platform: institutions, merchants, background jobs, health; see
 * {@code org.tallystick.operation}. Reads only.
 *
 * <p>Health is one look ({@code Health.look}) at machine, database, logs, time, keys and certificates. The page shows its conditions to an
 * operator; {@code /metrics} on the management port gives the same conditions as alarms, with the figures they were judged by and what the
 * capabilities count: {@code Metrics} puts both together when it is asked, {@code *Series} say which series there are. A series is named
 * {@code tallystick_<what>_<unit>}; its labels name a log, an institution, a pool or a kind, never a shop, a terminal or a person, so that
 * their number does not grow with the business, and nothing in them is anybody's secret.
 */
@NullMarked
package org.tallystick.operation.service;

import org.jspecify.annotations.NullMarked;
