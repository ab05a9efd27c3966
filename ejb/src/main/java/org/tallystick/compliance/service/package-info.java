/**
 * Answers of supervision: who may see what is decided once, in {@code Scope}, and is part of every query.
 *
 * <p>Looking at a single merchant or receipt leaves an audit record; receipts are opened for a stated reason only.
 */
@NullMarked
package org.tallystick.compliance.service;

import org.jspecify.annotations.NullMarked;
