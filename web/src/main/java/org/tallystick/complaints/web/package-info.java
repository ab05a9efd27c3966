/**
 * Complaints on pages.
 *
 * <p>For anybody: {@code /r/{code}/problem} is the form of a receipt, {@code /complaints/{number}?code=…} shows what became of it,
 * {@code /complaints} asks for number and code, {@code /complaints/new} for a receipt's link. No session and no script is needed. For the
 * portal: {@code /merchant/complaints}, {@code /institution/complaints} and {@code /regulator/complaints}, one template for all.
 *
 * <p>Wherever a complaint is about a charge, the page says: never pay again.
 */
@org.jspecify.annotations.NullMarked
package org.tallystick.complaints.web;
