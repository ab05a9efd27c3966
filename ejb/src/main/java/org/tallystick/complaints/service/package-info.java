/**
 * Opening, reading, answering and deciding complaints; see {@code org.tallystick.complaints} for the words and the life of one.
 *
 * <p>{@link org.tallystick.complaints.service.ComplaintDesk} is for consumers, who show a number and its code;
 * {@link org.tallystick.complaints.service.ComplaintCases} is for the portal, whose viewers see what their scope covers. Every step is recorded
 * in the transaction that makes it.
 */
@NullMarked
package org.tallystick.complaints.service;

import org.jspecify.annotations.NullMarked;
