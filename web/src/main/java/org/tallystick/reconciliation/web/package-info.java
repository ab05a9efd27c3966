/** Pages and files of settlements: handing a file in, what came of it, taking it back. */
@NullMarked
package org.tallystick.reconciliation.web;

import org.jspecify.annotations.NullMarked;
