package org.tallystick.auditing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditDepth;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditSpan;
import org.tallystick.auditing.service.AuditDesk;
import org.tallystick.ledger.service.LedgerLog;

/** What the forms of audits do, in whichever area of the portal they stand. */
@ApplicationScoped
class AuditForms {
    @Inject
    AuditDesk desk;

    /** @param path of the list, without a slash at the end */
    ActionResult start(PortalRequest request, String path) {
        Map<String, String> faults = new LinkedHashMap<>();
        List<Integer> logs = logs(request);
        if (logs.isEmpty()) {
            faults.put("logs", "audit-logs");
        }
        Optional<LocalDate> from = day(request, "from", faults);
        Optional<LocalDate> to = day(request, "to", faults);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            faults.put("to", "audit-days");
        }
        if (!faults.isEmpty()) {
            return ActionResult.again(faults);
        }
        AuditSpan span = request.text("span").equals("NEW") ? AuditSpan.NEW : AuditSpan.WHOLE;
        AuditDepth depth = request.text("depth").equals("SIGNATURES") ? AuditDepth.SIGNATURES : AuditDepth.HASHES;
        AuditScope scope = depth == AuditDepth.SIGNATURES
                ? new AuditScope(logs, span, depth, from, to)
                : new AuditScope(logs, span, depth, Optional.empty(), Optional.empty());
        return ActionResult.go(path + "/" + desk.start(request.viewer(), scope));
    }

    ActionResult change(PortalRequest request, String path) {
        Audit audit = desk.find(request.viewer(), request.path("audit"));
        switch (request.action()) {
            case "cancel" -> {
                if (desk.mayCancel(request.viewer(), audit)) {
                    desk.cancel(request.viewer(), audit.number());
                } else if (!audit.state().isOver()) {
                    return ActionResult.again("", "audit-not-yours");
                }
            }
            case "continue" -> desk.goOn(request.viewer(), audit.number());
            case "again" -> {
                return ActionResult.go(path + "/" + desk.start(request.viewer(), audit.scope()));
            }
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.go(path + "/" + audit.number());
    }

    private List<Integer> logs(PortalRequest request) {
        List<Integer> all =
                desk.logs(request.viewer()).stream().map(LedgerLog::id).toList();
        if (!request.text("which").equals("some")) {
            return all;
        }
        List<String> chosen = request.texts("log");
        return all.stream().filter(id -> chosen.contains(String.valueOf(id))).toList();
    }

    private static Optional<LocalDate> day(PortalRequest request, String field, Map<String, String> faults) {
        String text = request.text(field);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            faults.put(field, "audit-day");
            return Optional.empty();
        }
    }
}
