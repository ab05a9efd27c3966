/**
 * What people look at: the page behind a slip's link, the check of an uploaded file, the look-up by what is printed on a slip.
 *
 * <p>Every answer is made now, by the verifier, over what is stored now: a page never repeats an old verdict.
 *
 * <p><b>Decisions.</b> Pages have their queries planned anew each time, by one process, because one plan for the smallest and
 * the largest merchant took seconds; the price: a millisecond of planning.
 */
@NullMarked
package org.tallystick.receipts.service;

import org.jspecify.annotations.NullMarked;
