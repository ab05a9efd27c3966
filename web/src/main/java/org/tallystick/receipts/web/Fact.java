package org.tallystick.receipts.web;

/**
 * One line of a list of facts.
 *
 * @param style {@code code} for digests and names that machines read, else empty
 */
public record Fact(String label, String value, String style) {}
