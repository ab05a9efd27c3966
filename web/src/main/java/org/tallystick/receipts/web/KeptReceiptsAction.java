package org.tallystick.receipts.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.receipts.service.KeptReceipts;

/** Keeps a receipt in the account, brings those of a device, takes one out. */
@ApplicationScoped
class KeptReceiptsAction implements PortalAction {
    private static final String HERE = "/account/receipts";

    @Inject
    KeptReceipts receipts;

    @Override
    public PortalPage page() {
        return PortalPage.ACCOUNT_RECEIPTS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return switch (request.action()) {
            case "add" ->
                receipts.add(request.viewer(), request.text("link"))
                        .map(fault -> ActionResult.again("link", fault))
                        .orElseGet(() -> ActionResult.done(HERE, "kept"));
            case "move" -> {
                List<String> codes = Arrays.stream(request.text("codes").split("\\s+"))
                        .filter(code -> !code.isEmpty())
                        .toList();
                boolean whole = receipts.move(request.viewer(), codes);
                yield ActionResult.done(HERE, whole ? "moved" : "moved-in-part");
            }
            case "remove" -> {
                receipts.remove(request.viewer(), request.text("code"));
                yield ActionResult.done(HERE, "unkept");
            }
            default -> ActionResult.again("", "action");
        };
    }
}
