package org.tallystick.reconciliation.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.work.Work;

/** A settlement file as programs read it. */
final class SettlementMembers {
    private SettlementMembers() {}

    /** @param base public address of the platform */
    static Map<String, Object> of(SettlementFile file, String base) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", file.number());
        members.put("state", file.state().name());
        members.put("reading", file.reading());
        members.put("name", file.name());
        members.put("acquirer", file.acquirer());
        members.put("format", file.format().map(Enum::name));
        members.put("partial", file.partial());
        members.put("from", file.declared().map(Period::from).map(Object::toString));
        members.put("to", file.declared().map(Period::to).map(Object::toString));
        members.put("uploadedAt", file.uploadedAt().toString());
        members.put("changedAt", file.changedAt().toString());
        members.put("work", Optional.of(file.work()).filter(work -> !work.isEmpty()));
        members.put("refusal", file.refusal().map(SettlementMembers::refusal));
        members.put("counts", counts(file.counts()));
        members.put("links", links(file, base));
        return members;
    }

    static Map<String, Object> progress(Work work) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", work.state().name());
        members.put("done", work.counts().done());
        members.put("total", work.counts().total());
        members.put("percent", work.percent());
        return members;
    }

    static List<Map<String, Object>> faults(List<RowFault> faults) {
        return faults.stream().map(SettlementMembers::fault).toList();
    }

    private static Map<String, Object> fault(RowFault fault) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("line", fault.line());
        members.put("reason", fault.reason().name());
        members.put("field", fault.field());
        members.put("value", fault.value());
        return members;
    }

    private static Map<String, Object> refusal(SettlementFile.Refusal refusal) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("reason", refusal.reason().name());
        members.put("detail", refusal.detail());
        return members;
    }

    private static Map<String, Object> counts(SettlementFile.Counts counts) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rows", counts.rows());
        members.put("matched", counts.matched());
        members.put("differing", counts.differing());
        members.put("withoutReceipt", counts.withoutReceipt());
        members.put("unknownTerminal", counts.unknownTerminal());
        members.put("duplicate", counts.duplicate());
        members.put("faults", counts.faults());
        return members;
    }

    private static Map<String, Object> links(SettlementFile file, String base) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("self", base + "/api/v1/settlements/" + file.number());
        members.put("page", base + "/institution/settlements/" + file.number());
        return members;
    }
}
