/** The timestamp authority over HTTP. */
@NullMarked
package org.tallystick.timestamping.web;

import org.jspecify.annotations.NullMarked;
