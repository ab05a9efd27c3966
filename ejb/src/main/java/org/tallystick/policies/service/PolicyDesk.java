package org.tallystick.policies.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.service.Registrations;
import org.tallystick.policies.PolicyForm;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.policies.service.ChangeRepository.Change;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;
import org.tallystick.shared.service.Ids;

/** Shows rules and takes new versions: everything for the operator, everybody's and its own for an institution, which adds its own. */
@ApplicationScoped
@PermitAll
public class PolicyDesk {
    private static final Comparator<PolicyVersion> ORDER = Comparator.comparing(
                    (PolicyVersion v) -> !v.owner().equals(PolicyVersion.EVERYBODY))
            .thenComparing(PolicyVersion::rule)
            .thenComparing(PolicyVersion::version, Comparator.reverseOrder());

    private final VersionRepository versions;
    private final ChangeRepository changes;
    private final Registrations register;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /**
     * A version as it stands.
     *
     * @param state whether it holds today, will, or another has taken its place
     * @param change who added it; empty for what the product came with
     */
    public record Standing(PolicyVersion version, State state, Optional<Added> change) {}

    /** Who added a version, when, and where the ledger says so; empty while it waits. */
    public record Added(String by, Instant at, Optional<Long> place) {}

    /** Where a version is in time. */
    public enum State {
        IN_FORCE,
        TO_COME,
        REPLACED
    }

    @Inject
    PolicyDesk(
            VersionRepository versions,
            ChangeRepository changes,
            Registrations register,
            Event<AuditEvent> audit,
            Clock clock) {
        this.versions = versions;
        this.changes = changes;
        this.register = register;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PolicyDesk() {
        this(null, null, null, null, null);
    }

    /** All versions that the viewer may see: everybody's first, of each rule the newest first. */
    @Transactional
    public List<Standing> list(Viewer viewer, PolicyKind kind) {
        List<PolicyVersion> seen = seen(viewer, kind);
        Map<String, Change> added = changes.of(kind).stream()
                .collect(Collectors.toMap(
                        change -> change.rule() + "/" + change.version(), change -> change, (first, second) -> first));
        return seen.stream()
                .sorted(ORDER)
                .map(version -> new Standing(
                        version,
                        state(version, seen),
                        Optional.ofNullable(added.get(version.rule() + "/" + version.version()))
                                .map(PolicyDesk::added)))
                .toList();
    }

    private static Added added(Change change) {
        return new Added(change.by(), change.at(), change.place() < 0 ? Optional.empty() : Optional.of(change.place()));
    }

    /** Rules about holding money are told apart by a name that its owner is a part of. */
    private static boolean isSame(PolicyKind kind, PolicyVersion known, PolicyVersion fresh) {
        return known.rule().equals(fresh.rule())
                || kind == PolicyKind.HOLD && known.id().equals(fresh.id());
    }

    private State state(PolicyVersion version, List<PolicyVersion> all) {
        if (version.from().isAfter(ShopTime.today(clock))) {
            boolean overtaken = all.stream()
                    .anyMatch(other -> other.rule().equals(version.rule())
                            && other.version() > version.version()
                            && other.from().equals(version.from()));
            return overtaken ? State.REPLACED : State.TO_COME;
        }
        return newest(version.rule(), all).filter(version::equals).isPresent() ? State.IN_FORCE : State.REPLACED;
    }

    /** The version that holds today. */
    private Optional<PolicyVersion> newest(String rule, List<PolicyVersion> all) {
        return all.stream()
                .filter(other -> other.rule().equals(rule) && !other.from().isAfter(ShopTime.today(clock)))
                .max(Comparator.comparing(PolicyVersion::from).thenComparing(PolicyVersion::version));
    }

    /** The newest version of a rule, in force or to come; a new version goes on from it. */
    @Transactional
    public Optional<PolicyVersion> last(Viewer viewer, PolicyKind kind, String rule) {
        return last(seen(viewer, kind), rule);
    }

    private static Optional<PolicyVersion> last(List<PolicyVersion> all, String rule) {
        return all.stream()
                .filter(version -> version.rule().equals(rule))
                .max(Comparator.comparing(PolicyVersion::version));
    }

    /** Whose rules the viewer may add versions of. */
    public boolean mayChange(Viewer viewer, PolicyKind kind, String owner) {
        return viewer.role() == Role.OPERATOR
                || viewer.role() == Role.INSTITUTION_OFFICER
                        && kind.isOwned()
                        && viewer.scope().filter(owner::equals).isPresent();
    }

    /**
     * Adds a version.
     *
     * @param rule the rule, or empty for one that is new
     * @param owner whose a new rule is to be
     * @param version of it that the viewer has seen; 0 for a rule that is new
     * @param typed what stands in a field of the form
     * @return empty faults if it was added
     * @throws Problem not-found for a rule that the viewer does not see; forbidden; changed-meanwhile if somebody was faster;
     *     member-invalid naming {@code owner}
     */
    @Transactional
    public Map<String, String> add(
            Viewer viewer,
            PolicyKind kind,
            String rule,
            String owner,
            int version,
            Function<String, List<String>> typed) {
        versions.hold(kind);
        List<PolicyVersion> seen = seen(viewer, kind);
        Optional<PolicyVersion> before = rule.isEmpty() ? Optional.empty() : last(seen, rule);
        if (before.isEmpty() && !rule.isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such rule.");
        }
        String whose = before.map(PolicyVersion::owner).orElse(owner);
        require(viewer, kind, whose, before.isPresent());
        PolicyForm form = PolicyForm.read(kind, whose, before, typed, ShopTime.today(clock));
        Optional<PolicyVersion> fresh = form.version();
        if (fresh.isEmpty()) {
            return form.faults();
        }
        boolean taken =
                before.isEmpty() && versions.all(kind).stream().anyMatch(known -> isSame(kind, known, fresh.get()));
        if (taken || before.map(PolicyVersion::version).orElse(0) != version) {
            throw new Problem(ProblemType.CHANGED_MEANWHILE, "Somebody has added a version of this rule. Look again.");
        }
        store(viewer, fresh.get(), before);
        return Map.of();
    }

    private void require(Viewer viewer, PolicyKind kind, String owner, boolean known) {
        if (!mayChange(viewer, kind, owner) || !known && !kind.isOwned()) {
            throw new Problem(ProblemType.FORBIDDEN, "Your role does not allow this.");
        }
        boolean everybody = owner.isEmpty() || owner.equals(PolicyVersion.EVERYBODY);
        if (!everybody
                && register.acquirers().stream()
                        .noneMatch(acquirer -> acquirer.code().equals(owner))) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "owner", "is no institution");
        }
    }

    private void store(Viewer viewer, PolicyVersion fresh, Optional<PolicyVersion> before) {
        versions.add(fresh);
        Instant now = clock.instant();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("policy", fresh.kind().name());
        object.put("rule", fresh.rule());
        object.put("ruleVersion", fresh.version());
        object.put("from", fresh.from().toString());
        object.put("values", fresh.told());
        object.put("by", viewer.login());
        object.put("at", now.toString());
        object.put("salt", Ids.random());
        changes.add(Ids.random(), fresh, viewer.login(), now, JsonWriter.write(object));
        audit.fire(viewer.audit("policy.add", fresh.kind() + " " + fresh.rule())
                .change(before.map(PolicyDesk::words).orElse(""), words(fresh)));
    }

    private static String words(PolicyVersion version) {
        return version.told().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(
                        Collectors.joining(" ", "version " + version.version() + " from " + version.from() + ": ", ""));
    }

    private List<PolicyVersion> seen(Viewer viewer, PolicyKind kind) {
        viewer.require(Role.OPERATOR, Role.INSTITUTION_OFFICER);
        List<PolicyVersion> all = versions.all(kind);
        return viewer.role() == Role.OPERATOR
                ? all
                : all.stream()
                        .filter(version -> version.owner().isEmpty()
                                || version.owner().equals(PolicyVersion.EVERYBODY)
                                || mayChange(viewer, kind, version.owner()))
                        .toList();
    }
}
