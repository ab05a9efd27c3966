/** The product with something in it, for trying out: started by {@code mvn -Pdemo}, ended by Ctrl-C. */
@NullMarked
package org.tallystick.ear.demo;

import org.jspecify.annotations.NullMarked;
