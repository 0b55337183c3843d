package dev.homeport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rules of docs/architecture.md, as tests over the compiled classes. */
@AnalyzeClasses(packages = "dev.homeport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] NETTY = {"io.netty.."};

    /** What a pure package must not touch: the network, log writers, clocks of the machine. */
    private static final DescribedPredicate<JavaClass> THE_OUTER_WORLD =
            DescribedPredicate.describe(
                    "sockets, Netty, loggers or clocks",
                    type ->
                            type.getPackageName().startsWith("io.netty")
                                    || type.getPackageName().startsWith("org.slf4j")
                                    || type.getPackageName().startsWith("java.nio.channels")
                                    || type.isEquivalentTo(java.net.Socket.class)
                                    || type.isEquivalentTo(java.net.DatagramSocket.class)
                                    || type.isEquivalentTo(java.lang.System.Logger.class)
                                    || type.isEquivalentTo(java.time.Clock.class));

    @ArchTest
    static final ArchRule dnsKnowsNoOtherModule =
            noClasses()
                    .that()
                    .resideInAPackage("dev.homeport.dns..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.homeport.http..", "dev.homeport.app..", "dev.homeport.storage..");

    @ArchTest
    static final ArchRule httpKnowsNoOtherModule =
            noClasses()
                    .that()
                    .resideInAPackage("dev.homeport.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.homeport.dns..", "dev.homeport.app..", "dev.homeport.storage..");

    @ArchTest
    static final ArchRule storageKnowsNoOtherModule =
            noClasses()
                    .that()
                    .resideInAPackage("dev.homeport.storage..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.homeport.dns..", "dev.homeport.app..", "dev.homeport.http..");

    @ArchTest
    static final ArchRule applicationsSeeTheTwoApisOnly =
            noClasses()
                    .that()
                    .resideInAPackage("dev.homeport.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.netty..",
                            "org.xbill..",
                            "dev.homeport.dns..",
                            "dev.homeport.http.netty..",
                            "dev.homeport.http.tls..",
                            "dev.homeport.http.files..",
                            "dev.homeport.storage.sqlite..");

    @ArchTest
    static final ArchRule pureDnsTouchesNothingOutside =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.homeport.dns.zone..", "dev.homeport.dns.answer..")
                    .should()
                    .dependOnClassesThat(THE_OUTER_WORLD);

    @ArchTest
    static final ArchRule pureHttpTouchesNothingOutside =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.homeport.http.semantics..", "dev.homeport.app..")
                    .should()
                    .dependOnClassesThat(THE_OUTER_WORLD);

    @ArchTest
    static final ArchRule theHttpApiIsFreeOfNetty =
            noClasses()
                    .that()
                    .resideInAPackage("dev.homeport.http")
                    .and()
                    .haveSimpleNameNotStartingWith("HttpServer")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(NETTY);

    @ArchTest
    static final ArchRule theAnsweringCoreIsFreeOfNetty =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.homeport.dns.wire..", "dev.homeport.dns.load..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(NETTY);

    @ArchTest
    static final ArchRule packagesOfAModuleHaveNoCycles =
            slices().matching("dev.homeport.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfDnsHaveNoCycles =
            slices().matching("dev.homeport.dns.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfHttpHaveNoCycles =
            slices().matching("dev.homeport.http.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfStorageHaveNoCycles =
            slices().matching("dev.homeport.storage.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatTheyAreAbout =
            classes()
                    .should()
                    .haveNameNotMatching(".*(Util|Utils|Manager|Helper|Common|Impl)(\\$.*)?");
}
