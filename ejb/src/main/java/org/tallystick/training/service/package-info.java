/** Lessons passed: everybody of a merchant for themselves, the owner for the staff, an institution as counts of its merchants. */
@NullMarked
package org.tallystick.training.service;

import org.jspecify.annotations.NullMarked;
