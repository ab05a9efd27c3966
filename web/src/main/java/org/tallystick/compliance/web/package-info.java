/**
 * Pages of regulators and institutions: overviews, merchants, and receipts for a stated reason. The address holds the whole state
 * of a page; what a person may see is decided by the services.
 */
@NullMarked
package org.tallystick.compliance.web;

import org.jspecify.annotations.NullMarked;
