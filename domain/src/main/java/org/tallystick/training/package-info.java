/**
 * Training: short lessons for owners and cashiers about what to do when something fails at the till, above all never to charge twice. Each
 * ends in a check of three questions; who has answered all of them has passed that version of the lesson. The words are in the texts of the
 * pages, only the right answers are here.
 */
@NullMarked
package org.tallystick.training;

import org.jspecify.annotations.NullMarked;
