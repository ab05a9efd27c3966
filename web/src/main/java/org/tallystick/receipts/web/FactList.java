package org.tallystick.receipts.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.web.Texts;

/** Collects facts under their labels; what is absent leaves no line. */
final class FactList {
    private final List<Fact> facts = new ArrayList<>();
    private final Texts texts;

    FactList(Texts texts) {
        this.texts = texts;
    }

    FactList add(String key, String value) {
        return add(key, Optional.of(value), "");
    }

    FactList add(String key, Optional<String> value) {
        return add(key, value, "");
    }

    /** For values that machines read. */
    FactList addCode(String key, Optional<String> value) {
        return add(key, value, "code");
    }

    private FactList add(String key, Optional<String> value, String style) {
        value.filter(v -> !v.isBlank()).ifPresent(v -> facts.add(new Fact(texts.get(key), v, style)));
        return this;
    }

    List<Fact> toList() {
        return List.copyOf(facts);
    }
}
