package org.tallystick.compliance.web;

import java.util.function.IntFunction;
import org.tallystick.compliance.Found;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;

/**
 * Where a list's other pages are.
 *
 * @param before address of the page before, or empty
 * @param after address of the page after, or empty
 * @param place which page this is, in words
 */
public record Pager(String before, String after, String place) {
    /** @param address of a page, from 1 */
    static Pager of(Found<?> found, Texts texts, IntFunction<String> address) {
        int page = found.page() + 1;
        return new Pager(
                page > 1 ? address.apply(page - 1) : "",
                page < found.pages() ? address.apply(page + 1) : "",
                texts.get("page", Figures.of(page), Figures.of(found.pages())));
    }
}
