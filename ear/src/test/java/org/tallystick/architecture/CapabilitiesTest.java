package org.tallystick.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Who may use whom. A capability is the package below {@code org.tallystick}, in whatever module it is. */
@AnalyzeClasses(packages = "org.tallystick", importOptions = NoTests.class)
class CapabilitiesTest {
    /** Besides {@code shared} and {@code ledger}, which everyone may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("shared", Set.of()),
            Map.entry("access", Set.of()),
            Map.entry("ledger", Set.of()),
            Map.entry("enrolment", Set.of("access")),
            // enrolment: the authority's key, and revocation lists of the time
            Map.entry("timestamping", Set.of("enrolment")),
            // timestamping: no seal while the clock is known to be off
            Map.entry("signing", Set.of("enrolment", "timestamping")),
            Map.entry("verification", Set.of("signing", "enrolment", "timestamping")),
            // enrolment: a page's heading is the enrolled name, never what the bill says
            // access: whoever looks is a Viewer, and what they see is filtered by it
            // work: what a list cannot export while somebody waits
            Map.entry("receipts", Set.of("signing", "verification", "enrolment", "access", "work")),
            Map.entry("work", Set.of("access")),
            // receipts: what is complained about, and the page that says so; access: those who answer and decide
            Map.entry("complaints", Set.of("receipts", "signing", "verification", "access")),
            // access: whoever looks is a Viewer; reconciliation and notices: settled sales without a bill, and who
            // hears of a case
            Map.entry(
                    "coverage", Set.of("signing", "enrolment", "verification", "access", "reconciliation", "notices")),
            // receipts: the sale as its cardholder sees it; coverage: the case that a late signature mends; access: who
            // asks for it, and whose browsers are not the cardholder's
            // retention: the register of what was erased, and with whose parts a drawing goes
            Map.entry("latesigning", Set.of("receipts", "coverage", "signing", "verification", "access", "retention")),
            // work: a file is read while somebody goes on with something else
            Map.entry("reconciliation", Set.of("enrolment", "signing", "access", "work")),
            Map.entry("disputes", Set.of("signing", "coverage", "verification", "access")),
            Map.entry("compliance", Set.of("verification", "coverage", "disputes", "enrolment", "receipts", "access")),
            // signing: whether the seal key is in service, and what is counted there; timestamping: whether the clock
            // is
            // right; auditing, retention: what waits there
            Map.entry("operation", Set.of("signing", "enrolment", "access", "timestamping", "auditing", "retention")),
            Map.entry("onboarding", Set.of("enrolment", "access")),
            Map.entry("training", Set.of("enrolment", "access")),
            // access: who is told, in which role; enrolment: whose terminals and certificates are watched; signing:
            // whether
            // the seal key is in service
            Map.entry("notices", Set.of("signing", "enrolment", "access")),
            // receipts: the page on which somebody asks; signing: which receipt has the link; notices: who carries
            // letters;
            // access: what addresses are sealed with; retention: with whose parts they go
            Map.entry("following", Set.of("verification", "receipts", "signing", "notices", "access", "retention")),
            // coverage, onboarding, signing, retention: what rules are about; enrolment: whose they are; access: who
            // may add one
            Map.entry("policies", Set.of("coverage", "onboarding", "signing", "enrolment", "access", "retention")),
            // signing: what is erased; access: who may order it
            Map.entry("retention", Set.of("signing", "access")),
            // retention: what was erased stays erased
            Map.entry("backup", Set.of("retention")),
            Map.entry("gateway", Set.of("signing", "coverage", "enrolment")),
            Map.entry("terminal", Set.of("signing")),
            // terminal: whose bills are sent; signing: what the ceiling does without a server; access: the second step
            // of
            // the operator who chooses SM2; coverage: what the platform would have found of the receipts that are
            // loaded
            Map.entry("bench", Set.of("terminal", "signing", "access", "coverage")),
            // signing, verification: what entries are about is checked too; access: who starts one and who reads it;
            // work: how far something is
            Map.entry("auditing", Set.of("signing", "verification", "access", "work")),
            Map.entry(
                    "cli",
                    Set.of(
                            "terminal",
                            "signing",
                            "verification",
                            "enrolment",
                            "receipts",
                            "retention",
                            "backup",
                            "bench")));

    @ArchTest
    static final ArchRule capabilitiesUseOnlyWhatTheTableAllows = classes()
            .should(useOnlyTheirNeighbours())
            .because("calls go downward: a capability can be read, tested and replaced with what stands below it");

    @ArchTest
    static final ArchRule capabilitiesHaveNoCycles = slices().matching("org.tallystick.(*)..")
            .should()
            .beFreeOfCycles()
            .because("two capabilities that need each other are one");

    private static ArchCondition<JavaClass> useOnlyTheirNeighbours() {
        return new ArchCondition<>("use only capabilities that the table allows") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (var dependency : user.getDirectDependenciesFromSelf()) {
                    var used = dependency.getTargetClass();
                    if (used.getPackageName().startsWith("org.tallystick.")
                            && !allowed(capability(user), capability(used))) {
                        events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean allowed(String user, String used) {
        return user.equals(used)
                || used.equals("shared")
                || used.equals("ledger") && !user.equals("shared")
                || MAY_USE.getOrDefault(user, Set.of()).contains(used);
    }

    private static String capability(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }
}
