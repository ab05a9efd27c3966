/** Pages on which rules are seen and versions of them added. */
@NullMarked
package org.tallystick.policies.web;

import org.jspecify.annotations.NullMarked;
