/**
 * Notices: told and settled within other capabilities' transactions, spread by a job to webhooks and letters, which couriers carry; and a
 * watch over what nobody tells of: certificates that end, terminals that fall silent, the signing key.
 */
@NullMarked
package org.tallystick.notices.service;

import org.jspecify.annotations.NullMarked;
