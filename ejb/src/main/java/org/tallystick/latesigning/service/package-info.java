/**
 * Late signatures at work. {@code LateLinks} is for those who ask: merchants and institutions. {@code LateSigning} is for whoever has a link,
 * without an account. {@code LateSignatures} is for those who look, and for erasing.
 *
 * <p>Case and link are always locked in this order, so that two submissions at once store one signature. What was signed, its step in the
 * case and the end of the link are one transaction; the ledger's entry follows at once, and again every minute until it stands: twice at
 * worst, never not.
 */
@NullMarked
package org.tallystick.latesigning.service;

import org.jspecify.annotations.NullMarked;
