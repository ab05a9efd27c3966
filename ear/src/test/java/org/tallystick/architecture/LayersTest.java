package org.tallystick.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What belongs into which layer: domain is plain Java, {@code service} holds transactions and rows, {@code web} neither. */
@AnalyzeClasses(packages = "org.tallystick", importOptions = NoTests.class)
class LayersTest {
    private static final String SERVICE = "org.tallystick.*.service..";
    private static final String WEB = "org.tallystick.*.web..";

    private static final DescribedPredicate<JavaClass> ROWS = describe("reads or writes rows", type -> Set.of(
                    "jakarta.persistence.EntityManager",
                    "java.sql.Statement",
                    "java.sql.PreparedStatement",
                    "java.sql.ResultSet")
            .contains(type.getName()));

    @ArchTest
    static final ArchRule theDomainIsPlainJava = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICE, WEB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ejb..",
                    "jakarta.enterprise..",
                    "jakarta.faces..",
                    "jakarta.inject..",
                    "jakarta.servlet..",
                    "jakarta.transaction..",
                    "jakarta.ws.rs..")
            .because("the terminal and the verifier run the same rules without any server");

    @ArchTest
    static final ArchRule theDomainKnowsNoUpperLayer = noClasses()
            .that()
            .resideOutsideOfPackages(SERVICE, WEB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE, WEB)
            .because("layers are Maven modules, and their order is domain, ejb, web");

    /** Services may begin and end transactions; what is inside one is the repositories'. */
    @ArchTest
    static final ArchRule rowsAreTouchedInRepositoriesOnly = noClasses()
            .that(describe("are no repositories", type -> !isRepository(type)))
            .should()
            .dependOnClassesThat(ROWS)
            .because("a query has one place to be read, indexed and tested");

    @ArchTest
    static final ArchRule pagesKnowNoTransactions = noClasses()
            .that()
            .resideInAPackage(WEB)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.transaction..", "jakarta.persistence..", "java.sql..", "javax.sql.."))
            .because("what must happen together is decided by services, not by a page");

    @ArchTest
    static final ArchRule jsonIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.tallystick.shared..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "jakarta.json..")
            .because("two readers that disagree about one text are an attack (THREATS A4)");

    @ArchTest
    static final ArchRule whatOnlyTheCommandLineShipsIsUsedThereOnly = noClasses()
            .that()
            .resideOutsideOfPackages("org.tallystick.cli..", "org.tallystick.terminal..", "org.tallystick.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei.progressbar..", "org.HdrHistogram..")
            .because("these libraries are in tallystick.jar, not in the EAR");

    @ArchTest
    static final ArchRule entitiesHaveNoPublicSetters = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should(new NoPublicSetters())
            .allowEmptyShould(true)
            .because("an entity changes by what happens to it, and that has a name");

    @ArchTest
    static void noPackageIsInTwoModules(JavaClasses product) {
        var modules = new TreeMap<String, Set<String>>();
        product.forEach(type -> modules.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                .add(moduleOf(type)));

        assertThat(modules.entrySet())
                .as("package-private access breaks between the class loaders of an EAR")
                .extracting(Map.Entry::getValue)
                .allSatisfy(found -> assertThat(found).hasSize(1));
    }

    private static boolean isRepository(JavaClass type) {
        var name = type.getEnclosingClass().orElse(type).getSimpleName();
        return name.endsWith("Repository") || name.equals("Migrations");
    }

    private static String moduleOf(JavaClass type) {
        var uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.length() - type.getName().length() - ".class".length());
    }
}
