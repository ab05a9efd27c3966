/** Where erasures are ordered, and the list of what was erased, when and why. */
@NullMarked
package org.tallystick.retention.web;

import org.jspecify.annotations.NullMarked;
