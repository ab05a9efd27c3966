/**
 * The structure of the product, as tests: which capability may use which, what belongs into which layer, how things are
 * called. Each rule says why; whoever has a better reason changes the rule together with the code.
 */
@NullMarked
package org.tallystick.architecture;

import org.jspecify.annotations.NullMarked;
