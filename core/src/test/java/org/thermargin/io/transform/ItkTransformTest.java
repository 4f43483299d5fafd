package org.thermargin.io.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/** Maps from their parameters against turns about one axis after another, each written down on its own. */
@Tag("H20")
class ItkTransformTest {
    private static final double[] CENTRE = {10, -20, 30};
    private static final Point3[] POINTS = {
        new Point3(0, 0, 0), new Point3(100, 0, 0), new Point3(0, 100, 0), new Point3(0, 0, 100), new Point3(-7, 11, 13)
    };
    /** Coordinates of 100 mm, some tens of roundings. */
    private static final double ROUNDING_MM = 1e-12;

    /** Turns about the axis (0 x, 1 y, 2 z) by the right hand. */
    private static Point3 turned(Point3 p, int axis, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return switch (axis) {
            case 0 -> new Point3(p.x(), c * p.y() - s * p.z(), s * p.y() + c * p.z());
            case 1 -> new Point3(c * p.x() + s * p.z(), p.y(), -s * p.x() + c * p.z());
            default -> new Point3(c * p.x() - s * p.y(), s * p.x() + c * p.y(), p.z());
        };
    }

    private static Point3 aboutCentre(Point3 p, java.util.function.UnaryOperator<Point3> turn, double... shift) {
        Point3 q = turn.apply(p.shifted(-CENTRE[0], -CENTRE[1], -CENTRE[2]));
        return q.shifted(CENTRE[0] + shift[0], CENTRE[1] + shift[1], CENTRE[2] + shift[2]);
    }

    private static void assertMaps(AffineMap map, java.util.function.UnaryOperator<Point3> expected) {
        for (Point3 p : POINTS) {
            assertThat(map.apply(p).distanceMm(expected.apply(p))).isCloseTo(0, within(ROUNDING_MM));
        }
    }

    @Test
    void eulerAnglesTurnAboutYThenXThenZ() {
        AffineMap map = ItkTransform.of("Euler3DTransform", new double[] {0.3, -0.5, 0.8, 4, 5, -6}, CENTRE);

        assertMaps(map, p -> aboutCentre(p, q -> turned(turned(turned(q, 1, -0.5), 0, 0.3), 2, 0.8), 4, 5, -6));
    }

    @Test
    void aFourthFixedParameterMakesThemTurnAboutXThenYThenZ() {
        double[] fixed = {10, -20, 30, 1};
        AffineMap map = ItkTransform.of("Euler3DTransform", new double[] {0.3, -0.5, 0.8, 4, 5, -6}, fixed);

        assertMaps(map, p -> aboutCentre(p, q -> turned(turned(turned(q, 0, 0.3), 1, -0.5), 2, 0.8), 4, 5, -6));
        double[] zero = {10, -20, 30, 0};
        assertThat(ItkTransform.of("Euler3DTransform", new double[] {0.3, -0.5, 0.8, 4, 5, -6}, zero))
                .isEqualTo(ItkTransform.of("Euler3DTransform", new double[] {0.3, -0.5, 0.8, 4, 5, -6}, CENTRE));
    }

    /** The vector part of a unit quaternion is the axis times the sine of half the angle. */
    @ParameterizedTest
    @CsvSource({"0, 0.7", "1, 0.7", "2, 0.7", "0, -2.9", "1, -2.9", "2, -2.9"})
    void versorsAndQuaternionsTurnAboutTheirAxis(int axis, double angle) {
        double[] versor = new double[7];
        versor[axis] = Math.sin(angle / 2);
        double[] quaternion = new double[7];
        quaternion[axis] = Math.sin(angle / 2);
        quaternion[3] = Math.cos(angle / 2);
        System.arraycopy(new double[] {1, 2, 3}, 0, versor, 3, 3);
        System.arraycopy(new double[] {1, 2, 3}, 0, quaternion, 4, 3);

        double[] rigid = java.util.Arrays.copyOf(versor, 6);
        assertMaps(
                ItkTransform.of("VersorRigid3DTransform", rigid, CENTRE),
                p -> aboutCentre(p, q -> turned(q, axis, angle), 1, 2, 3));
        assertMaps(
                ItkTransform.of("QuaternionRigidTransform", quaternion, CENTRE),
                p -> aboutCentre(p, q -> turned(q, axis, angle), 1, 2, 3));
        versor[6] = 2.5;
        assertMaps(
                ItkTransform.of("Similarity3DTransform", versor, CENTRE),
                p -> aboutCentre(
                        p,
                        q -> {
                            Point3 turned = turned(q, axis, angle);
                            return new Point3(2.5 * turned.x(), 2.5 * turned.y(), 2.5 * turned.z());
                        },
                        1,
                        2,
                        3));
    }

    /** About an axis between all three: (1, 2, 2) / 3, by Rodrigues' formula. */
    @Test
    void versorsTurnAboutSlantedAxes() {
        double angle = 1.1;
        double s = Math.sin(angle / 2) / 3;
        AffineMap map =
                ItkTransform.of("VersorRigid3DTransform", new double[] {s, 2 * s, 2 * s, 0, 0, 0}, new double[3]);

        assertMaps(map, p -> {
            double along = (p.x() + 2 * p.y() + 2 * p.z()) / 3;
            double c = Math.cos(angle);
            double[] across = {(2 * p.z() - 2 * p.y()) / 3, (2 * p.x() - p.z()) / 3, (p.y() - 2 * p.x()) / 3};
            return new Point3(
                    c * p.x() + Math.sin(angle) * across[0] + (1 - c) * along / 3,
                    c * p.y() + Math.sin(angle) * across[1] + (1 - c) * along * 2 / 3,
                    c * p.z() + Math.sin(angle) * across[2] + (1 - c) * along * 2 / 3);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "TranslationTransform, 3",
        "AffineTransform, 12",
        "Euler3DTransform, 6",
        "VersorRigid3DTransform, 6",
        "Similarity3DTransform, 7",
        "QuaternionRigidTransform, 7"
    })
    void anotherNumberOfParametersIsRefused(String kind, int count) {
        for (int wrong : new int[] {count - 1, count + 1}) {
            assertThatThrownBy(() -> ItkTransform.of(kind, new double[wrong], CENTRE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Parameters must be " + count + " numbers, were " + wrong);
        }
    }

    @Test
    void anythingButACentreIsRefused() {
        for (double[] fixed : new double[][] {{1}, {1, 2}, {1, 2, 3, 4, 5}}) {
            assertThatThrownBy(() -> ItkTransform.of("Euler3DTransform", new double[6], fixed))
                    .hasMessageContaining("three coordinates of a centre, were " + fixed.length);
        }
    }

    @Test
    void versorsAndQuaternionsThatAreNoneAreRefused() {
        assertThatThrownBy(
                        () -> ItkTransform.of("VersorRigid3DTransform", new double[] {0.8, 0.5, 0.4, 0, 0, 0}, CENTRE))
                .hasMessageContaining("a versor must have length at most 1, was 1.02");
        assertThat(ItkTransform.of("VersorRigid3DTransform", new double[] {1, 0, 0, 0, 0, 0}, new double[3])
                        .apply(new Point3(1, 2, 3)))
                .isEqualTo(new Point3(1, -2, -3));
        assertThatThrownBy(() ->
                        ItkTransform.of("QuaternionRigidTransform", new double[] {0, 0, 0, 1.002, 0, 0, 0}, CENTRE))
                .hasMessageContaining("a quaternion must have length 1, was 1.002");
        // within the accuracy of files a length is brought to 1
        assertThat(ItkTransform.of("QuaternionRigidTransform", new double[] {0, 0, 0, 0.9995, 0, 0, 0}, new double[3]))
                .isEqualTo(AffineMap.IDENTITY);
    }

    /** 0.6 and 0.8 of a quarter turn and more, given half a thousandth too long. */
    @Test
    void aQuaternionAlmostOfLengthOneTurnsWithoutStretching() {
        double longer = 1.0005;
        double[] exact = {0.36, 0.48, 0, 0.8, 0, 0, 0};
        double[] given = {0.36 * longer, 0.48 * longer, 0, 0.8 * longer, 0, 0, 0};
        AffineMap map = ItkTransform.of("QuaternionRigidTransform", given, CENTRE);

        assertMaps(map, ItkTransform.of("QuaternionRigidTransform", exact, CENTRE)::apply);
    }
}
