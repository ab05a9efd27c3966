package org.tallystick.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Date;
import javax.crypto.Mac;

/** Time, output, keys. */
@AnalyzeClasses(packages = "org.tallystick", importOptions = NoTests.class)
class HabitsTest {
    private static final DescribedPredicate<JavaMethodCall> READS_THE_TIME = describe(
            "reads the time",
            call -> call.getName().equals("now")
                    && call.getTargetOwner().getPackageName().equals("java.time")
                    && call.getTarget().getRawParameterTypes().isEmpty());

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethodWhere(READS_THE_TIME)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class)
            .because("deadlines, years and validity are tested by moving the clock");

    @ArchTest
    static final ArchRule nobodyWritesToTheConsole = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a server has a log, and the command line has a writer that tests can read");

    @ArchTest
    static final ArchRule privateKeysAreHeldWhereTheyAreUsed = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(
                    "org.tallystick.signing.service..",
                    "org.tallystick.enrolment.service..",
                    "org.tallystick.ledger..",
                    "org.tallystick.terminal..")
            .should()
            .haveRawType(assignableTo(PrivateKey.class).or(assignableTo(KeyPair.class)))
            .because("what never holds a key cannot leak one");

    @ArchTest
    static final ArchRule readersAndPagesNeverSeeAPrivateKey = noClasses()
            .that()
            .resideInAnyPackage("..web..", "org.tallystick.verification..", "org.tallystick.receipts..")
            .should()
            .dependOnClassesThat(assignableTo(PrivateKey.class).or(assignableTo(KeyPair.class)))
            .because("checking needs public keys only");

    @ArchTest
    static final ArchRule signaturesAreNeverSharedSecrets = noClasses()
            .that()
            .resideInAnyPackage("org.tallystick.signing..", "org.tallystick.verification..")
            .should()
            .dependOnClassesThat(assignableTo(Mac.class))
            .because("a verifier that knows no HMAC cannot be talked into one (THREATS A1)");
}
