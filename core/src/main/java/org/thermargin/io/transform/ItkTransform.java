package org.thermargin.io.transform;

import java.util.List;
import java.util.Locale;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/**
 * The affine maps of ITK from their parameters: {@code p -> M (p - c) + c + t} with the centre c among the fixed
 * parameters. Angles are in rad; a versor is the vector part of a unit quaternion.
 */
final class ItkTransform {
    /** Transforms that bend; a rigid or affine map cannot stand for them. */
    private static final List<String> BENDING = List.of(
            "bspline",
            "displacementfield",
            "deformationfield",
            "thinplate",
            "elasticbody",
            "kernel",
            "velocity",
            "gaussian");

    private ItkTransform() {}

    /** Whether a transform of that name deforms. */
    static boolean bends(String kind) {
        String name = kind.toLowerCase(Locale.ROOT);
        return BENDING.stream().anyMatch(name::contains);
    }

    /** The map; {@link IllegalArgumentException} in words for what is no such map. */
    static AffineMap of(String kind, double[] parameters, double[] fixed) {
        return switch (kind) {
            case "IdentityTransform" -> AffineMap.IDENTITY;
            case "TranslationTransform" -> {
                requireCount("Parameters", parameters, 3);
                yield about(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[3], parameters, 0);
            }
            case "AffineTransform", "MatrixOffsetTransformBase", "Rigid3DTransform" -> {
                requireCount("Parameters", parameters, 12);
                yield about(parameters, centre(fixed), parameters, 9);
            }
            case "Euler3DTransform" -> {
                requireCount("Parameters", parameters, 6);
                yield about(euler(parameters, fixed), centre(fixed), parameters, 3);
            }
            case "VersorRigid3DTransform" -> {
                requireCount("Parameters", parameters, 6);
                yield about(versor(parameters, 1), centre(fixed), parameters, 3);
            }
            case "Similarity3DTransform" -> {
                requireCount("Parameters", parameters, 7);
                yield about(versor(parameters, parameters[6]), centre(fixed), parameters, 3);
            }
            case "QuaternionRigidTransform" -> {
                requireCount("Parameters", parameters, 7);
                yield about(quaternion(parameters), centre(fixed), parameters, 4);
            }
            default ->
                throw new IllegalArgumentException("transform must be one of Euler3DTransform, VersorRigid3DTransform,"
                        + " QuaternionRigidTransform, Rigid3DTransform, Similarity3DTransform, AffineTransform,"
                        + " MatrixOffsetTransformBase, TranslationTransform, IdentityTransform or a"
                        + " CompositeTransform of them, was " + kind + "; save it as an affine transform");
        };
    }

    private static AffineMap about(double[] matrix, double[] c, double[] parameters, int first) {
        Point3 centre = new Point3(c[0], c[1], c[2]);
        return AffineMap.about(
                matrix, centre, centre.shifted(parameters[first], parameters[first + 1], parameters[first + 2]));
    }

    /** Three coordinates; files of older versions leave them out where they are 0. */
    private static double[] centre(double[] fixed) {
        if (fixed.length == 0) {
            return new double[3];
        }
        if (fixed.length != 3 && fixed.length != 4) {
            throw new IllegalArgumentException(
                    "FixedParameters must be the three coordinates of a centre, were " + fixed.length);
        }
        return fixed;
    }

    /** Turns about x, y, z: Rz Rx Ry, or Rz Ry Rx where a fourth fixed parameter says so. */
    private static double[] euler(double[] p, double[] fixed) {
        double cx = StrictMath.cos(p[0]);
        double sx = StrictMath.sin(p[0]);
        double cy = StrictMath.cos(p[1]);
        double sy = StrictMath.sin(p[1]);
        double cz = StrictMath.cos(p[2]);
        double sz = StrictMath.sin(p[2]);
        boolean zyx = fixed.length == 4 && fixed[3] != 0;
        return zyx
                ? new double[] {
                    cz * cy,
                    cz * sy * sx - sz * cx,
                    cz * sy * cx + sz * sx,
                    sz * cy,
                    sz * sy * sx + cz * cx,
                    sz * sy * cx - cz * sx,
                    -sy,
                    cy * sx,
                    cy * cx
                }
                : new double[] {
                    cz * cy - sz * sx * sy,
                    -sz * cx,
                    cz * sy + sz * sx * cy,
                    sz * cy + cz * sx * sy,
                    cz * cx,
                    sz * sy - cz * sx * cy,
                    -cx * sy,
                    sx,
                    cx * cy
                };
    }

    private static double[] versor(double[] p, double scale) {
        double square = p[0] * p[0] + p[1] * p[1] + p[2] * p[2];
        if (!(square <= 1)) {
            throw new IllegalArgumentException("a versor must have length at most 1, was " + Math.sqrt(square));
        }
        double[] matrix = rotation(p[0], p[1], p[2], Math.sqrt(1 - square));
        for (int n = 0; n < 9; n++) {
            matrix[n] *= scale;
        }
        return matrix;
    }

    private static double[] quaternion(double[] p) {
        double length = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2] + p[3] * p[3]);
        if (!(Math.abs(length - 1) <= 1e-3)) {
            throw new IllegalArgumentException("a quaternion must have length 1, was " + length);
        }
        return rotation(p[0] / length, p[1] / length, p[2] / length, p[3] / length);
    }

    private static double[] rotation(double x, double y, double z, double w) {
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - z * w),
            2 * (x * z + y * w),
            2 * (x * y + z * w),
            1 - 2 * (x * x + z * z),
            2 * (y * z - x * w),
            2 * (x * z - y * w),
            2 * (y * z + x * w),
            1 - 2 * (x * x + y * y)
        };
    }

    private static void requireCount(String key, double[] values, int count) {
        if (values.length != count) {
            throw new IllegalArgumentException(key + " must be " + count + " numbers, were " + values.length);
        }
    }
}
