package org.tallystick.verification;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;

/**
 * One run of the verifier (API.md, Report): the same on a page, in the API and on the command line.
 *
 * @param decidedBy the first question whose answer made the outcome what it is; absent if it is genuine
 * @param number as the seal states it; absent if the file cannot be read
 * @param trustedTime ledger time of the proven entry, or an earlier proven time; absent if nothing proves one
 * @param checks in the verifier's fixed order
 * @param bill present only if the signatures over it hold: facts are shown from nowhere else
 * @param policy by which the outcome was drawn
 */
public record VerificationReport(
        Outcome outcome,
        Optional<String> decidedBy,
        Optional<String> number,
        Instant checkedAt,
        Optional<Instant> trustedTime,
        List<CheckResult> checks,
        Optional<Bill> bill,
        VerificationPolicy policy) {

    public VerificationReport {
        checks = List.copyOf(checks);
    }

    /** The answer to one question. */
    public Optional<CheckResult> check(String id) {
        return checks.stream().filter(check -> check.id().equals(id)).findFirst();
    }

    /** The answer that made the outcome what it is; absent if it is genuine. */
    public Optional<CheckResult> decider() {
        return decidedBy.flatMap(this::check);
    }

    /** The report as JSON, with the members of API.md. */
    public byte[] toJson() {
        return JsonWriter.write(toMembers());
    }

    /** The members of {@link #toJson}, for a document that holds several reports. */
    public Map<String, Object> toMembers() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("outcome", outcome.name());
        members.put("number", number.orElse(null));
        members.put("checkedAt", checkedAt.toString());
        members.put("trustedTime", trustedTime.map(Instant::toString).orElse(null));
        members.put("checks", checks.stream().map(VerificationReport::members).toList());
        members.put("decidedBy", decidedBy.orElse(null));
        members.put("policy", members(policy));
        return members;
    }

    private static Map<String, Object> members(VerificationPolicy policy) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", policy.id());
        members.put("version", (long) policy.version());
        members.put("purpose", policy.purpose().key());
        return members;
    }

    private static Map<String, Object> members(CheckResult check) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", check.id());
        members.put("result", check.result().name());
        members.put("reason", check.reason());
        Map<String, Object> details = new LinkedHashMap<>();
        check.details().forEach((name, value) -> details.put(name, readable(value)));
        members.put("details", details);
        return members;
    }

    /** An integer that an upload claims may be one that no reader of JSON takes exactly: that one is told as text. */
    private static Object readable(Object value) {
        return value instanceof Long number && Math.abs((double) number) > StrictJson.MAX_INTEGER
                ? number.toString()
                : value;
    }
}
