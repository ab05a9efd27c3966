/**
 * What people look at: the page behind a slip's link, the check of an uploaded file, the look-up by what is printed on a slip.
 *
 * <p>Every answer is made now, by the verifier, over what is stored now: a page never repeats an old verdict.
 *
 * <p><b>Decisions.</b> Pages have their queries planned anew each time, by one process, because one plan for the smallest and
 * the largest merchant took seconds; the price: a millisecond of planning.
 * Sums of a merchant's day are kept, and hold while the day's counts have not moved, because dashboards and totals read some rows, at any
 * size; the price: whoever asks first after a sale sums the last three days again. Unsigned receipts have an index of their own
 * (PostgreSQL), because a list of few does not read all; the price: status is written into the query. PostgreSQL answers lists, sums and
 * searches from two covering indexes, because rows with their stored bytes are read only for the page that is shown; the price: two wide
 * indexes, and lists by amount are sorted.
 */
@NullMarked
package org.tallystick.receipts.service;

import org.jspecify.annotations.NullMarked;
