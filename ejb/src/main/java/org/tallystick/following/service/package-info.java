/** Who follows which receipt, and the letters about it. */
@NullMarked
package org.tallystick.following.service;

import org.jspecify.annotations.NullMarked;
