/**
 * What the operator asks of the platform: institutions, merchants, background jobs, health; see
 * {@code org.tallystick.operation}. Reads only.
 */
@NullMarked
package org.tallystick.operation.service;

import org.jspecify.annotations.NullMarked;
