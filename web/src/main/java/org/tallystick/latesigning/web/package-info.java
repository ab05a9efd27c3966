/**
 * The cardholder's page behind a link ({@code /sign/…}), the portal's page that makes such links, and what other pages show of late
 * signatures: a receipt's layers, a case, a picture for those who may see it.
 */
@NullMarked
package org.tallystick.latesigning.web;

import org.jspecify.annotations.NullMarked;
