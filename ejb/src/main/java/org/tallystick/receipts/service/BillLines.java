package org.tallystick.receipts.service;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.tallystick.receipts.BillLine;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Bill;
import org.tallystick.signing.LineItem;
import org.tallystick.signing.Part;

/** The lines of a bill as a page shows them: only from a part whose digest is the one that was signed. */
final class BillLines {
    private BillLines() {}

    static List<BillLine> of(Bill bill, List<Part> parts) {
        return parts.stream()
                .filter(part -> part.name().equals(Part.LINES))
                .filter(part -> Arrays.equals(bill.parts().get(part.name()), part.digest()))
                .findFirst()
                .map(BillLines::read)
                .orElse(List.of());
    }

    private static List<BillLine> read(Part part) {
        try {
            return LineItem.parse(part.data()).stream().map(BillLines::shown).toList();
        } catch (Problem e) {
            return List.of();
        }
    }

    private static BillLine shown(LineItem line) {
        OptionalLong unitPrice = line.unitPrice().map(OptionalLong::of).orElse(OptionalLong.empty());
        return new BillLine(line.name(), line.quantity(), unitPrice, line.amount(), line.taxRate());
    }
}
