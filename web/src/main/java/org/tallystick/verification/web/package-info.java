/** Verification over HTTP: look-ups by what is printed on a slip, and reports over uploaded receipt files (API.md "Reading"). */
@NullMarked
package org.tallystick.verification.web;

import org.jspecify.annotations.NullMarked;
