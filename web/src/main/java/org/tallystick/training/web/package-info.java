/** Pages of training: the lessons, one lesson with its check, and what an institution sees of a merchant. */
@NullMarked
package org.tallystick.training.web;

import org.jspecify.annotations.NullMarked;
