package org.tallystick.complaints.web;

import java.util.Locale;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;

/**
 * A complaint as the portal lists it.
 *
 * @param tone of the state's tag, with its {@code icon} and {@code state} in words
 * @param receipt number in groups
 */
public record ComplaintRow(
        String number,
        String link,
        String kind,
        String tone,
        String icon,
        String state,
        String merchant,
        String receipt,
        Amount amount,
        Moment opened,
        Moment changed) {

    /** @param area part of the portal, such as {@code merchant} */
    static ComplaintRow of(ComplaintHead head, String area, Texts words, Locale locale) {
        boolean open = head.state() == ComplaintState.OPEN;
        return new ComplaintRow(
                head.number().grouped(),
                "/" + area + "/complaints/" + head.number().text(),
                words.get("kind." + head.kind()),
                open ? "case" : head.state() == ComplaintState.ANSWERED ? "ok" : "wait",
                open ? "case" : head.state() == ComplaintState.ANSWERED ? "check" : "low",
                words.get("state." + head.state()),
                locale.getLanguage().equals("zh") ? head.merchantZh() : head.merchantEn(),
                ReceiptNumber.grouped(head.receipt()),
                Amount.of(head.amount(), locale),
                Moment.of(head.opened()),
                Moment.of(head.changed()));
    }
}
