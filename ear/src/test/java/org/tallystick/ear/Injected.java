package org.tallystick.ear;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a failing terminal sends.
 *
 * @param later what ends the failure; made when it is sent
 * @param counter of the sale whose signature is missing
 */
record Injected(List<Post> now, Supplier<List<Post>> later, long counter) {}
