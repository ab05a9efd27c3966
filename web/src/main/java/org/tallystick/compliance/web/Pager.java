package org.tallystick.compliance.web;

import java.util.function.IntFunction;
import org.tallystick.compliance.Found;

/**
 * Where a list's other pages are.
 *
 * @param before address of the page before, or empty
 * @param after address of the page after, or empty
 * @param page from 1
 */
public record Pager(String before, String after, String page, String pages) {
    /** @param address of a page, from 1 */
    static Pager of(Found<?> found, IntFunction<String> address) {
        int page = found.page() + 1;
        return new Pager(
                page > 1 ? address.apply(page - 1) : "",
                page < found.pages() ? address.apply(page + 1) : "",
                Figures.of(page),
                Figures.of(found.pages()));
    }
}
