package org.tallystick.reconciliation.web;

import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.shared.web.Moment;

/** A settlement file in the list. */
public record FileLine(SettlementFile file, String area, SettlementWords words) {
    public String getNumber() {
        return file.number();
    }

    public String getName() {
        return file.name();
    }

    public String getAcquirer() {
        return file.acquirer();
    }

    /** Local address of its page. */
    public String getLink() {
        return "/" + area + "/settlements/" + file.number();
    }

    public String getState() {
        return words.get("state." + file.state());
    }

    public String getTone() {
        return SettlementWords.tone(file.state());
    }

    public String getIcon() {
        return SettlementWords.icon(file.state());
    }

    public String getRows() {
        return SettlementWords.figure(file.counts().rows());
    }

    public String getOpen() {
        return SettlementWords.figure(file.counts().withoutReceipt());
    }

    public boolean isAttention() {
        return file.isActive() && file.counts().withoutReceipt() > 0;
    }

    public Moment getUploaded() {
        return Moment.of(file.uploadedAt());
    }
}
