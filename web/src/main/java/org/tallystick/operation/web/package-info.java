/** The operator's pages about the platform itself; see {@code org.tallystick.operation}. */
@NullMarked
package org.tallystick.operation.web;

import org.jspecify.annotations.NullMarked;
