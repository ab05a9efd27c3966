package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Viewer;
import org.tallystick.coverage.CaseChange;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CaseStep;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CaseRepository.Fresh;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.coverage.service.ReceiptReader.Read;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.service.Ids;

/** Writes cases. Every change is a step with an object for the ledger, in the caller's transaction. */
@ApplicationScoped
class CaseBook {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CaseRepository cases;
    private final LackRepository lacks;
    private final StepRepository steps;
    private final PolicyRepository policies;
    private final Event<CaseChange> changes;
    private final Clock clock;

    /** Who does something; without a login the platform itself, or the cardholder, whom nobody knows by name. */
    record Actor(String login, String role) {
        static final Actor PLATFORM = new Actor("", "");
        static final Actor CARDHOLDER = new Actor("", "CARDHOLDER");

        static Actor of(Viewer viewer) {
            return new Actor(viewer.login(), viewer.role().name());
        }

        private String named() {
            return !login.isEmpty() ? login : role.isEmpty() ? "platform" : role.toLowerCase(Locale.ROOT);
        }
    }

    /** What was done, and in which words. */
    record Deed(String kind, String words, Actor actor) {
        static Deed ofPlatform(String kind) {
            return new Deed(kind, "", Actor.PLATFORM);
        }
    }

    @Inject
    CaseBook(
            CaseRepository cases,
            LackRepository lacks,
            StepRepository steps,
            PolicyRepository policies,
            Event<CaseChange> changes,
            Clock clock) {
        this.cases = cases;
        this.lacks = lacks;
        this.steps = steps;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseBook() {
        this(null, null, null, null, null, null);
    }

    static CaseNumber number() {
        return CaseNumber.create(RANDOM);
    }

    /** Opens a case and gives it to whoever has to do something first. */
    void open(Fresh fresh, Diagnosis diagnosis) {
        cases.add(fresh, diagnosis, policies.deadline(diagnosis.group(), fresh.opened()));
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("missing", Missing.text(fresh.missing()));
        found.put("source", fresh.source().name());
        Instant at = fresh.opened();
        int place = 1;
        step(
                fresh.number(),
                new Step(place++, Optional.empty(), CaseState.DETECTED, at),
                Deed.ofPlatform("found"),
                found);
        Step diagnosed = new Step(place++, Optional.of(CaseState.DETECTED), CaseState.DIAGNOSED, at);
        step(fresh.number(), diagnosed, Deed.ofPlatform("diagnosed"), told(diagnosis));
        CaseState first = CauseTable.firstState(diagnosis.cause());
        Step waits = new Step(place, Optional.of(CaseState.DIAGNOSED), first, at);
        step(fresh.number(), waits, Deed.ofPlatform("waits"), Map.of());
        cases.become(fresh.number(), first, at);
        tell(
                CaseChange.Kind.OPENED,
                fresh.number(),
                fresh.acquirer(),
                fresh.merchantNo(),
                diagnosis.cause().code());
    }

    /** Another cause, or other things missing; a closed case is opened again. */
    void diagnoseAgain(Held held, Set<Missing> missing, Diagnosis diagnosis) {
        Instant now = clock.instant();
        cases.diagnosed(held, missing, diagnosis, policies.deadline(diagnosis.group(), now), now);
        CaseState state = held.state();
        if (!state.mayBecome(CaseState.DIAGNOSED)) {
            go(held, state, CaseState.DETECTED, Deed.ofPlatform("found"), Map.of("missing", Missing.text(missing)));
            state = CaseState.DETECTED;
            cases.remedy(held.number(), Optional.empty());
        }
        go(held, state, CaseState.DIAGNOSED, Deed.ofPlatform("diagnosed"), told(diagnosis));
        CaseState first = CauseTable.firstState(diagnosis.cause());
        go(held, CaseState.DIAGNOSED, first, Deed.ofPlatform("waits"), Map.of());
        tell(held, CaseChange.Kind.CHANGED, diagnosis.cause().code());
    }

    /** Moves a case on. @throws IllegalStateException if it cannot go there */
    void move(Held held, CaseState next, Deed deed) {
        go(held, held.state(), next, deed, Map.of());
        boolean over = next == CaseState.CLOSED || next == CaseState.UNREMEDIABLE;
        tell(
                held,
                over ? CaseChange.Kind.CLOSED : CaseChange.Kind.CHANGED,
                held.cause().code());
    }

    /** A remedy is handed in; the institution looks at it. */
    void remedied(Held held, Remedy remedy, Deed deed) {
        cases.remedy(held.number(), Optional.of(remedy));
        go(held, held.state(), CaseState.REMEDIED, deed, Map.of("remedy", remedy.name()));
        tell(held, CaseChange.Kind.CHANGED, held.cause().code());
    }

    /** The remedy proves itself: what was missing is there and verified. */
    void settle(Held held, Remedy remedy) {
        settle(held, remedy, Deed.ofPlatform("remedied"));
    }

    /** The same, told in other words. */
    void settle(Held held, Remedy remedy, Deed deed) {
        cases.remedy(held.number(), Optional.of(remedy));
        if (held.state() != CaseState.REMEDIED) {
            go(held, held.state(), CaseState.REMEDIED, deed, Map.of("remedy", remedy.name()));
        }
        conclude(held, CaseState.REMEDIED, Deed.ofPlatform("verified"));
    }

    /** The institution accepts a remedy. */
    void accept(Held held, Deed deed) {
        conclude(held, held.state(), deed);
    }

    /** What has just been handed in needs nobody else to look at it: the case is closed. */
    void settleHandedIn(Held held) {
        conclude(held, CaseState.REMEDIED, Deed.ofPlatform("verified"));
    }

    private void conclude(Held held, CaseState from, Deed verified) {
        go(held, from, CaseState.VERIFIED, verified, Map.of());
        go(held, CaseState.VERIFIED, CaseState.CLOSED, Deed.ofPlatform("closed"), Map.of());
        tell(held, CaseChange.Kind.CLOSED, held.cause().code());
    }

    /** The institution does not accept a remedy. */
    void reject(Held held, Deed deed) {
        cases.remedy(held.number(), Optional.empty());
        move(held, CaseState.AWAIT_MERCHANT, deed);
    }

    /** Something is noted; the state stays. */
    void note(Held held, Deed deed) {
        Instant now = clock.instant();
        Step step = new Step(steps.steps(held.number()) + 1, Optional.of(held.state()), held.state(), now);
        step(held.number(), step, deed, Map.of());
        cases.touch(held.number(), now);
    }

    /** The bill that a hole lacked, or another one of the same counter, is there. */
    void came(Held held, Read read) {
        lacks.forget(held.number());
        cases.bill(
                held,
                read.stored().number(),
                read.bill().money(),
                read.bill().time().toInstant());
        lacks.follow(held.number());
    }

    void tell(Held held, CaseChange.Kind kind, String cause) {
        tell(kind, held.number(), held.acquirer(), held.merchantNo(), cause);
    }

    private void tell(CaseChange.Kind kind, CaseNumber number, String acquirer, String merchantNo, String cause) {
        lacks.follow(number);
        changes.fire(new CaseChange(kind, number.text(), acquirer, merchantNo, cause));
    }

    private record Step(int place, Optional<CaseState> from, CaseState to, Instant at) {}

    private void go(Held held, CaseState from, CaseState to, Deed deed, Map<String, Object> more) {
        if (!from.mayBecome(to)) {
            throw new IllegalStateException("a case does not go from " + from + " to " + to);
        }
        Instant now = clock.instant();
        step(held.number(), new Step(steps.steps(held.number()) + 1, Optional.of(from), to, now), deed, more);
        cases.become(held.number(), to, now);
    }

    private void step(CaseNumber number, Step step, Deed deed, Map<String, Object> more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("case", number.text());
        object.put("step", step.place());
        object.put("kind", deed.kind());
        object.put("from", step.from().map(Enum::name));
        object.put("to", step.to().name());
        object.put("by", deed.actor().named());
        object.put("at", step.at().toString());
        object.putAll(more);
        object.put("words", deed.words());
        object.put("salt", Ids.random());
        CaseStep told = new CaseStep(
                step.place(),
                deed.kind(),
                step.from(),
                step.to(),
                deed.actor().login(),
                deed.actor().role(),
                deed.words(),
                step.at(),
                Optional.empty());
        steps.add(Ids.random(), number, told, JsonWriter.write(object));
    }

    private static Map<String, Object> told(Diagnosis diagnosis) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cause", diagnosis.cause().code());
        told.put("rule", diagnosis.rule());
        told.put("ruleVersion", diagnosis.version());
        told.put("inputs", diagnosis.inputs());
        return told;
    }
}
