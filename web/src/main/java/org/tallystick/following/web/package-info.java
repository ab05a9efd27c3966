/** Where somebody asks to hear about a receipt, and where the letters lead. */
@NullMarked
package org.tallystick.following.web;

import org.jspecify.annotations.NullMarked;
