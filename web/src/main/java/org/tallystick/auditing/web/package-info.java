/** The pages of audits on the platform: starting one, its progress, what it came to, its report. */
@NullMarked
package org.tallystick.auditing.web;

import org.jspecify.annotations.NullMarked;
