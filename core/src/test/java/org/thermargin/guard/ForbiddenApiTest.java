package org.thermargin.guard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the library must not call, judged by byte code, so that static imports and method references count too. Each
 * rule is also held against a class that breaks it.
 */
class ForbiddenApiTest {
    /** Functions of {@code Math} whose last bit depends on the machine; {@code StrictMath} has them all. */
    private static final Set<String> INEXACT = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    private static final Map<String, Set<String>> NO_CLOCK = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.time.*", Set.of("now", "systemUTC", "systemDefaultZone"),
            "java.util.Date", Set.of("<init>"));

    private static final Map<String, Set<String>> NO_EXIT_OR_PRINT = Map.of(
            "java.lang.System", Set.of("exit", "out", "err", "console"),
            "java.lang.Runtime", Set.of("exit", "halt"),
            "java.lang.Throwable", Set.of("printStackTrace"));

    private static final Map<String, Set<String>> NO_CHANCE = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"));

    /** Work is split by the caller's thread number, sums run in a fixed order. */
    private static final Map<String, Set<String>> NO_COMMON_POOL = Map.of(
            "java.util.Collection", Set.of("parallelStream"),
            "java.util.List", Set.of("parallelStream"),
            "java.util.Set", Set.of("parallelStream"),
            "java.util.stream.*", Set.of("parallel"),
            "java.util.Arrays", Set.of("parallelPrefix", "parallelSetAll", "parallelSort"),
            "java.util.concurrent.ForkJoinPool", Set.of("commonPool"),
            "java.util.concurrent.CompletableFuture", Set.of("supplyAsync", "runAsync"),
            "java.util.concurrent.atomic.DoubleAdder", Set.of("<init>"),
            "java.util.concurrent.atomic.DoubleAccumulator", Set.of("<init>"));

    private static final ArchRule STRICT_MATH = noCall(
            "call Math where StrictMath must be used",
            access -> is(access, "java.lang.Math") && INEXACT.contains(access.getName()));
    private static final ArchRule CLOCK = noCall("read a clock", access -> isIn(access, NO_CLOCK));
    private static final ArchRule PRINT = noCall("print or exit", access -> isIn(access, NO_EXIT_OR_PRINT));
    private static final ArchRule CHANCE =
            noCall("use chance without a seed", access -> isIn(access, NO_CHANCE) || isUnseeded(access));
    private static final ArchRule POOL = noCall("use parallel streams", access -> isIn(access, NO_COMMON_POOL));
    private static final ArchRule DEFAULTS =
            noCall("use the default locale, charset or zone", ForbiddenApiTest::dependsOnDefaults);

    @Test
    @Tag("H34")
    void functionsAreStrict() {
        STRICT_MATH.check(CoreClasses.MAIN);
    }

    @Test
    @Tag("H34")
    void sumsDoNotDependOnAPool() {
        POOL.check(CoreClasses.MAIN);
    }

    @Test
    @Tag("H26")
    void defaultsOfTheMachineAreNotUsed() {
        DEFAULTS.check(CoreClasses.MAIN);
    }

    @Test
    void noClockAndNoChance() {
        CLOCK.check(CoreClasses.MAIN);
        CHANCE.check(CoreClasses.MAIN);
    }

    @Test
    void noPrintingAndNoExit() {
        PRINT.check(CoreClasses.MAIN);
    }

    @Test
    void eachRuleSeesItsOffender() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThat(violations(STRICT_MATH, offender)).hasSize(2);
        assertThat(violations(POOL, offender)).hasSize(1);
        assertThat(violations(CLOCK, offender)).hasSize(1);
        assertThat(violations(CHANCE, offender)).hasSize(1);
        assertThat(violations(PRINT, offender)).hasSize(1);
        assertThat(violations(DEFAULTS, offender)).hasSize(5);
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static ArchRule noCall(String what, java.util.function.Predicate<JavaAccess<?>> forbidden) {
        return noClasses().should().accessTargetWhere(describe(what, forbidden)).as("core must not " + what);
    }

    private static boolean dependsOnDefaults(JavaAccess<?> access) {
        String name = access.getName();
        return switch (access.getTargetOwner().getFullName()) {
            case "java.lang.String" ->
                switch (name) {
                    case "format" -> !takes(access, "java.util.Locale");
                    case "formatted" -> true;
                    case "toLowerCase", "toUpperCase" -> parameters(access).isEmpty();
                    case "getBytes" -> parameters(access).isEmpty();
                    case "<init>" ->
                        takes(access, "[B")
                                && !takes(access, "java.nio.charset.Charset")
                                && !takes(access, "java.lang.String");
                    default -> false;
                };
            case "java.util.Locale" -> name.equals("getDefault");
            case "java.nio.charset.Charset" -> name.equals("defaultCharset");
            case "java.util.TimeZone" -> name.equals("getDefault");
            case "java.time.ZoneId" -> name.equals("systemDefault");
            case "java.util.Formatter", "java.text.SimpleDateFormat" ->
                name.equals("<init>") && !takes(access, "java.util.Locale");
            case "java.text.DecimalFormat" -> name.equals("<init>") && !takes(access, "java.text.DecimalFormatSymbols");
            case "java.text.NumberFormat" -> name.startsWith("get") && !takes(access, "java.util.Locale");
            case "java.io.InputStreamReader",
                    "java.io.OutputStreamWriter",
                    "java.io.FileReader",
                    "java.io.FileWriter",
                    "java.io.PrintStream",
                    "java.util.Scanner" ->
                name.equals("<init>")
                        && !takes(access, "java.nio.charset.Charset")
                        && !takes(access, "java.nio.charset.CharsetDecoder")
                        && !takes(access, "java.nio.charset.CharsetEncoder");
            case "java.io.PrintWriter" -> name.equals("format") || name.equals("printf");
            default -> false;
        };
    }

    private static boolean isUnseeded(JavaAccess<?> access) {
        boolean source = is(access, "java.util.Random") || is(access, "java.util.SplittableRandom");
        return source && access.getName().equals("<init>") && !takes(access, "long");
    }

    private static boolean isIn(JavaAccess<?> access, Map<String, Set<String>> forbidden) {
        String owner = access.getTargetOwner().getFullName();
        String all = access.getTargetOwner().getPackageName() + ".*";
        return forbidden.getOrDefault(owner, Set.of()).contains(access.getName())
                || forbidden.getOrDefault(all, Set.of()).contains(access.getName());
    }

    private static boolean is(JavaAccess<?> access, String owner) {
        return access.getTargetOwner().getFullName().equals(owner);
    }

    private static boolean takes(JavaAccess<?> access, String parameter) {
        return parameters(access).contains(parameter);
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream()
                        .map(type -> type.getFullName())
                        .toList()
                : List.of();
    }

    /** Does everything that is forbidden; never run. */
    @SuppressWarnings({"DefaultLocale", "DefaultCharset", "StringCaseLocaleUsage", "SystemOut", "unused"})
    private static final class Offender {
        double inexact(double x) {
            java.util.function.DoubleUnaryOperator exp = Math::exp;
            return Math.sin(x) + exp.applyAsDouble(x) + Math.sqrt(x) + StrictMath.pow(x, 2);
        }

        long pooled() {
            return IntStream.range(0, 3).parallel().count();
        }

        String defaults(byte[] bytes) {
            return String.format("%f", 1.0)
                    + String.format(Locale.ROOT, "%f", 1.0)
                    + "A".toLowerCase()
                    + "A".toLowerCase(Locale.ROOT)
                    + new String(bytes)
                    + Charset.defaultCharset()
                    + Locale.getDefault();
        }

        long clock() {
            return System.nanoTime() + new java.util.Random(1).nextInt() + new java.util.Random().nextInt();
        }

        void print() {
            System.out.println();
        }
    }
}
