package org.tallystick.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** How things are called. */
@AnalyzeClasses(packages = "org.tallystick", importOptions = NoTests.class)
class NamesTest {
    private static final String EMPTY_WORDS =
            ".*(Impl|Manager|Helper|Utils?|Bean|DTO|Dto|VO|Facade)|(Base|Abstract)[A-Z].*";

    @ArchTest
    static final ArchRule noEmptyWords = noClasses()
            .should()
            .haveNameMatching("org\\.tallystick\\..*[.$](" + EMPTY_WORDS + ")")
            .because("such a word hides the noun of the trade that is missing");

    @ArchTest
    static final ArchRule whatHasAPathIsAResource = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .haveSimpleNameEndingWith("Resource")
            .allowEmptyShould(true)
            .because("one finds who answers a path by the name");

    @ArchTest
    static final ArchRule whatIsCalledResourceHasAPath = classes()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .beAnnotatedWith("jakarta.ws.rs.Path")
            .allowEmptyShould(true)
            .because("the name promises it");

    @ArchTest
    static final ArchRule whatPagesNameIsAView = classes()
            .that()
            .areAnnotatedWith("jakarta.inject.Named")
            .should()
            .haveSimpleNameEndingWith("View")
            .andShould(liveAsLongAsAPage())
            .allowEmptyShould(true)
            .because("state of a page in a longer scope leaks into the next tab");

    @ArchTest
    static final ArchRule whatIsCalledViewIsNamed = classes()
            .that()
            .haveSimpleNameEndingWith("View")
            .and()
            .resideInAPackage("..web..")
            .should()
            .beAnnotatedWith("jakarta.inject.Named")
            .allowEmptyShould(true)
            .because("the name promises it");

    @ArchTest
    static final ArchRule interfacesHaveNotJustOneImplementation = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .areNotAnnotatedWith(FunctionalInterface.class)
            .should(notHaveExactlyOneImplementation())
            .because("an interface with one implementation is the implementation, written twice");

    private static ArchCondition<JavaClass> liveAsLongAsAPage() {
        return new ArchCondition<>("live as long as a page or a request") {
            @Override
            public void check(JavaClass view, ConditionEvents events) {
                if (!view.isAnnotatedWith("jakarta.faces.view.ViewScoped")
                        && !view.isAnnotatedWith("jakarta.enterprise.context.RequestScoped")) {
                    events.add(SimpleConditionEvent.violated(view, view.getName() + " has another scope"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> notHaveExactlyOneImplementation() {
        return new ArchCondition<>("not have exactly one implementation") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var implementations = type.getAllSubclasses().stream()
                        .filter(subclass -> !subclass.isInterface())
                        .toList();
                if (implementations.size() == 1) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getName() + " is implemented by "
                                    + implementations.get(0).getName() + " alone"));
                }
            }
        };
    }
}
