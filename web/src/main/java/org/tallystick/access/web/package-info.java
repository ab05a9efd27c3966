/**
 * Signing in, and the way every page of the portal is reached: {@link org.tallystick.access.web.PortalPage} lists them all with the
 * roles that may open them, {@link org.tallystick.access.web.PortalServlet} is the only door. Pages are plain GET addresses whose
 * query is their state; what changes something is a POST to the page it stands on, done by a
 * {@link org.tallystick.access.web.PortalAction}, and answered by a redirect.
 */
@NullMarked
package org.tallystick.access.web;

import org.jspecify.annotations.NullMarked;
