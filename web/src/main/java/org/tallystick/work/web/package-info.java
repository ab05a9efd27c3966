/** The pages of long work: what is going on, one piece of it, its result. */
@NullMarked
package org.tallystick.work.web;

import org.jspecify.annotations.NullMarked;
