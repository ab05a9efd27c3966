/** Pages of notices: the list behind the bell, what somebody wants letters about, and an organisation's webhooks with their log. */
@NullMarked
package org.tallystick.notices.web;

import org.jspecify.annotations.NullMarked;
