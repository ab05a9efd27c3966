/**
 * Notices: told and settled within other capabilities' transactions, spread by a job to webhooks and letters, which couriers carry; and a
 * watch over what nobody tells of: certificates that end, terminals that fall silent, the signing key.
 *
 * <p><b>Decisions.</b> Notices are rows first, messages are made of them by a job, because whoever tells never waits for a receiver or a
 * mail server, and a crash forgets nothing; the price: half a second, and a message may come twice under the same id.
 */
@NullMarked
package org.tallystick.notices.service;

import org.jspecify.annotations.NullMarked;
