package org.thermargin.geometry;

/**
 * An affine map of world points to world points, LPS mm, that keeps left and right apart: {@code p -> M p + t} with a
 * positive determinant of M. How the points of one scan are found on another.
 *
 * @param x how the x coordinate of the image comes about
 * @param y how its y coordinate does
 * @param z how its z coordinate does
 */
public record AffineMap(Row x, Row y, Row z) {
    /** Angles and lengths that are kept this well count as kept: files state six digits. */
    private static final double RIGID_TOLERANCE = 1e-4;
    /** Determinant over the product of the row lengths below which the map is singular. */
    private static final double SINGULAR = 1e-6;

    /** Every point stays. */
    public static final AffineMap IDENTITY =
            new AffineMap(new Row(1, 0, 0, 0), new Row(0, 1, 0, 0), new Row(0, 0, 1, 0));

    /** One coordinate of the image: {@code a x + b y + c z + offsetMm}. */
    public record Row(double a, double b, double c, double offsetMm) {
        public Row {
            if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c) || !Double.isFinite(offsetMm)) {
                throw new IllegalArgumentException(
                        "a map needs finite numbers, was " + a + ", " + b + ", " + c + ", " + offsetMm);
            }
        }

        private double of(double px, double py, double pz) {
            return a * px + b * py + c * pz + offsetMm;
        }

        private double length() {
            return Math.sqrt(a * a + b * b + c * c);
        }
    }

    public AffineMap {
        double size = x.length() * y.length() * z.length();
        double determinant = determinant(x, y, z);
        if (!(Math.abs(determinant) > SINGULAR * size)) {
            throw new IllegalArgumentException(
                    "a map must be invertible, its determinant was " + determinant + " with rows of " + size);
        }
        if (determinant < 0) {
            throw new IllegalArgumentException(
                    "a map must not mirror (determinant > 0), its determinant was " + determinant);
        }
    }

    /** The map with the matrix, nine numbers row by row, and the shift, mm. */
    public static AffineMap of(double[] matrix, double xMm, double yMm, double zMm) {
        return new AffineMap(
                new Row(matrix[0], matrix[1], matrix[2], xMm),
                new Row(matrix[3], matrix[4], matrix[5], yMm),
                new Row(matrix[6], matrix[7], matrix[8], zMm));
    }

    /** The map with the matrix that keeps a given relation: {@code p -> M (p - centre) + image}. */
    public static AffineMap about(double[] matrix, Point3 centre, Point3 image) {
        return of(
                matrix,
                image.x() - (matrix[0] * centre.x() + matrix[1] * centre.y() + matrix[2] * centre.z()),
                image.y() - (matrix[3] * centre.x() + matrix[4] * centre.y() + matrix[5] * centre.z()),
                image.z() - (matrix[6] * centre.x() + matrix[7] * centre.y() + matrix[8] * centre.z()));
    }

    /** All distances from the centre times the factor, which must be positive. */
    public static AffineMap scaling(Point3 centre, double factor) {
        return about(new double[] {factor, 0, 0, 0, factor, 0, 0, 0, factor}, centre, centre);
    }

    /** The image of the point. */
    public Point3 apply(Point3 p) {
        return new Point3(x.of(p.x(), p.y(), p.z()), y.of(p.x(), p.y(), p.z()), z.of(p.x(), p.y(), p.z()));
    }

    /** The map that takes images back. */
    public AffineMap inverse() {
        double d = volumeFactor();
        double[] m = {
            (y.b * z.c - y.c * z.b) / d, (x.c * z.b - x.b * z.c) / d, (x.b * y.c - x.c * y.b) / d,
            (y.c * z.a - y.a * z.c) / d, (x.a * z.c - x.c * z.a) / d, (x.c * y.a - x.a * y.c) / d,
            (y.a * z.b - y.b * z.a) / d, (x.b * z.a - x.a * z.b) / d, (x.a * y.b - x.b * y.a) / d
        };
        return about(m, new Point3(x.offsetMm, y.offsetMm, z.offsetMm), new Point3(0, 0, 0));
    }

    /** First the other map, then this one. */
    public AffineMap after(AffineMap first) {
        return new AffineMap(composed(x, first), composed(y, first), composed(z, first));
    }

    private static Row composed(Row row, AffineMap first) {
        return new Row(
                row.a * first.x.a + row.b * first.y.a + row.c * first.z.a,
                row.a * first.x.b + row.b * first.y.b + row.c * first.z.b,
                row.a * first.x.c + row.b * first.y.c + row.c * first.z.c,
                row.of(first.x.offsetMm, first.y.offsetMm, first.z.offsetMm));
    }

    /** By what a volume grows: the determinant of the matrix, > 0. */
    public double volumeFactor() {
        return determinant(x, y, z);
    }

    /** Whether all distances are kept, to one part in ten thousand. */
    public boolean isRigid() {
        return keepsAngles() && Math.abs(x.length() - 1) <= RIGID_TOLERANCE;
    }

    /** Whether all angles are kept, to one part in ten thousand: turned, shifted and evenly scaled at most. */
    public boolean keepsAngles() {
        double lx = x.length();
        double ly = y.length();
        double lz = z.length();
        double unequal = Math.max(Math.abs(ly / lx - 1), Math.abs(lz / lx - 1));
        double slanted = Math.max(
                Math.abs(dot(x, y)) / (lx * ly),
                Math.max(Math.abs(dot(x, z)) / (lx * lz), Math.abs(dot(y, z)) / (ly * lz)));
        return Math.max(unequal, slanted) <= RIGID_TOLERANCE;
    }

    /** By how much it turns, rad, 0 to pi; for maps that keep angles, else about as much as it turns on average. */
    public double turnRad() {
        double cosine = ((x.a + y.b + z.c) / StrictMath.cbrt(volumeFactor()) - 1) / 2;
        return StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
    }

    private static double dot(Row one, Row other) {
        return one.a * other.a + one.b * other.b + one.c * other.c;
    }

    private static double determinant(Row x, Row y, Row z) {
        return x.a * (y.b * z.c - y.c * z.b) - x.b * (y.a * z.c - y.c * z.a) + x.c * (y.a * z.b - y.b * z.a);
    }
}
