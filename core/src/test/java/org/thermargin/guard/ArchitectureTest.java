package org.thermargin.guard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Arrows between packages point one way, and libraries stay in the packages that may use them. */
class ArchitectureTest {
    private static final Set<String> FORBIDDEN_NAMES =
            Set.of("util", "utils", "common", "helper", "helpers", "misc", "impl", "manager");

    @Test
    void everyPackageIsInTheTable() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : CoreClasses.MAIN) {
            if (PackageTable.shortName(type.getPackageName()).isEmpty()) {
                strangers.add(type.getPackageName());
            }
        }

        assertThat(strangers).as("packages without a line in the package table").isEmpty();
        assertThat(CoreClasses.MAIN.size()).as("classes seen").isGreaterThan(100);
    }

    @Test
    void arrowsPointOneWay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CoreClasses.MAIN) {
            String from = PackageTable.shortName(type.getPackageName()).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!target.startsWith(PackageTable.BASE)) {
                    continue;
                }
                String to = PackageTable.shortName(target).orElse(target);
                if (!PackageTable.allows(from, to)) {
                    wrong.add(from + " must not use " + to + ": " + dependency.getDescription());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** The table itself: an arrow in both directions would make the rule above empty. */
    @Test
    void theTableHasNoCycles() {
        for (String name : PackageTable.packages()) {
            assertThat(PackageTable.reachable(name)).as(name).doesNotContain(name);
        }
        assertThat(PackageTable.allows("margin", "scene")).isFalse();
        assertThat(PackageTable.allows("grid", "io")).isFalse();
        assertThat(PackageTable.allows("assess", "grid")).isTrue();
    }

    @Test
    void packagesAreNamedAfterTheDomain() {
        for (JavaClass type : CoreClasses.MAIN) {
            assertThat(type.getPackageName().split("\\."))
                    .as(type.getPackageName())
                    .doesNotContainAnyElementsOf(FORBIDDEN_NAMES);
        }
    }

    @Test
    void coreUsesJavaBaseAndFourLibrariesOnly() {
        DescribedPredicate<JavaClass> vectorKernels =
                describe("vector kernels", type -> type.getName().matches(".*\\.Vector[A-Za-z]*Kernel(\\$.*)?"));
        // the vector module is optional: only the vector kernels know it, and nobody knows them by name
        noClasses()
                .that(not(vectorKernels))
                .should()
                .dependOnClassesThat(vectorKernels.or(resideInAPackage("jdk..")))
                .check(CoreClasses.MAIN);
        classes()
                .that(not(vectorKernels))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "org.thermargin..",
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.nio..",
                        "java.security..",
                        "java.text..",
                        "java.util..",
                        "org.joml..",
                        "org.ejml..",
                        "org.apache.commons.math3..",
                        "com.fasterxml.jackson..",
                        "")) // primitives and arrays
                .check(CoreClasses.MAIN);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "java.util.prefs..", "java.util.jar.."))
                .check(CoreClasses.MAIN);
    }

    @Test
    void pomNamesTheFourLibrariesOnly() throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(CoreClasses.module().resolve("pom.xml").toFile())
                .getDocumentElement();
        List<String> runTime = new ArrayList<>();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int n = 0; n < dependencies.getLength(); n++) {
            Element dependency = (Element) dependencies.item(n);
            if (!text(dependency, "scope").equals("test")) {
                runTime.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
            assertThat(text(dependency, "version"))
                    .as("versions stand in the parent")
                    .isEmpty();
        }

        assertThat(runTime)
                .containsExactlyInAnyOrder(
                        "org.joml:joml",
                        "org.ejml:ejml-ddense",
                        "org.apache.commons:commons-math3",
                        "com.fasterxml.jackson.core:jackson-databind");
    }

    @Test
    void librariesStayInTheirPackages() {
        // label maps are small JSON documents like case files; studies keep numbers and reasons as text
        stays("com.fasterxml.jackson..", "io.casefile", "io.labels", "device", "study", "report");
        stays("org.ejml..", "geometry", "registration", "thermal");
        stays("org.apache.commons.math3..", "plan", "registration", "study");
        stays("org.joml..", "geometry");
    }

    private static void stays(String library, String... packages) {
        String[] allowed =
                Stream.of(packages).map(p -> PackageTable.BASE + "." + p + "..").toArray(String[]::new);
        noClasses()
                .that(describe(
                        "are not in " + List.of(packages),
                        type -> !resideInAnyPackage(allowed).test(type)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CoreClasses.MAIN);
    }

    /** JOML vectors are mutable: they never leave a method. */
    @Test
    void mutableVectorsAreNoComponentsAndNoResults() {
        methods().should().notHaveRawReturnType(resideInAPackage("org.joml..")).check(CoreClasses.MAIN);
        fields().that()
                .areDeclaredInClassesThat(describe("are records", JavaClass::isRecord))
                .should()
                .notHaveRawType(resideInAPackage("org.joml.."))
                .check(CoreClasses.MAIN);
    }

    private static String text(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(tag)) {
                return child.getTextContent().trim();
            }
        }
        return "";
    }
}
