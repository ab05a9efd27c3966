/**
 * What devices call before they can sign: EST (RFC 7030) under {@code /.well-known/est}, the platform's identity, and
 * certificates by thumbprint. Reads and writes messages; decides nothing.
 */
@NullMarked
package org.tallystick.enrolment.web;

import org.jspecify.annotations.NullMarked;
