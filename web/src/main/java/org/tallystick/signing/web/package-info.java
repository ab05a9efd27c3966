/**
 * Where terminals hand in bills: the one hot path that is not a REST resource.
 *
 * <p>{@link org.tallystick.signing.web.ReceiptsServlet} reads a request's bytes, hands them to the signing service and lets go of the
 * thread; the answer is written when the group has committed. Errors are RFC 9457 problems with the slugs of API.md.
 */
@NullMarked
package org.tallystick.signing.web;

import org.jspecify.annotations.NullMarked;
