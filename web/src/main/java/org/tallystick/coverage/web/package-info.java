/** Pages of missing signatures: a shop's worklist, the case, what institutions and regulators see of them. */
@NullMarked
package org.tallystick.coverage.web;

import org.jspecify.annotations.NullMarked;
