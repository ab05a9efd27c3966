package org.tallystick.receipts.web;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.signing.SealStatement;

/** Small signs below the total: what became of the sale since, and how it arrived. */
final class Tags {
    private Tags() {}

    static List<Layer> of(Shown shown) {
        List<Layer> tags = new ArrayList<>();
        for (String how : new String[] {"voided", "refunded"}) {
            if (shown.isTakenBack(how)) {
                tags.add(tag(shown, "wait", "undo", how));
            }
        }
        if (shown.statement().filter(SealStatement::late).isPresent()) {
            tags.add(tag(shown, "late", "clock", "late"));
        }
        return tags;
    }

    private static Layer tag(Shown shown, String tone, String icon, String key) {
        return new Layer("", tone, icon, shown.texts().get("tag." + key), "");
    }
}
