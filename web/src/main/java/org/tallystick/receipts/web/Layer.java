package org.tallystick.receipts.web;

/**
 * One of the three layers of evidence on the paper.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad}, {@code wait} or {@code late}
 * @param icon sign before the status word
 * @param status a word of the one vocabulary of all pages
 * @param note one line: how, or why not
 */
public record Layer(String name, String tone, String icon, String status, String note) {}
