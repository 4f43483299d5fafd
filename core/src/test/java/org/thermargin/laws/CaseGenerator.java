package org.thermargin.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Random cases by seed: grids of 1 to 64 voxels per axis (one-thick ones included), spacing 0.2 to 10 mm with a ratio
 * up to 25, blobs, shells and specks, border contact. With halvings the same scene is drawn on half as many voxels.
 */
public final class CaseGenerator {
    private static final double MIN_SPACING_MM = 0.2;
    private static final double MAX_SPACING_MM = 10;
    private static final double MAX_RATIO = 25;
    private static final int MAX_SIZE = 64;
    private static final double DYADIC_MM = 1.0 / 64;

    /** Kinds of masks. */
    enum Shape {
        BLOB,
        SHELL,
        SPECKS
    }

    /** An ellipsoid in fractions of the grid's extent: centre and half axes. */
    private record Part(double[] centre, double[] half) {
        Part grown(double factor) {
            return new Part(centre, new double[] {half[0] * factor, half[1] * factor, half[2] * factor});
        }

        double squaredRadius(double x, double y, double z) {
            double a = (x - centre[0]) / half[0];
            double b = (y - centre[1]) / half[1];
            double c = (z - centre[2]) / half[2];
            return a * a + b * b + c * c;
        }
    }

    private CaseGenerator() {}

    /** The case of the seed with its axes halved the given number of times (at least one voxel is left). */
    public static LawCase of(long seed, int halvings) {
        SplittableRandom random = new SplittableRandom(seed);
        VoxelGrid grid = grid(random, halvings);
        Shape lesionShape = Shape.values()[random.nextInt(Shape.values().length)];
        List<Part> lesion = parts(random, lesionShape);
        boolean covering = random.nextBoolean();
        double growth = 1 + random.nextDouble();
        Shape zoneShape = covering ? lesionShape : Shape.values()[random.nextInt(Shape.values().length)];
        List<Part> zone = covering ? lesion.stream().map(p -> p.grown(growth)).toList() : parts(random, zoneShape);
        Shape drawn = covering && zoneShape == Shape.SHELL ? Shape.BLOB : zoneShape;
        String kind = (lesionShape + " in " + drawn + (covering ? " covering" : "")).toLowerCase(Locale.ROOT);
        return new LawCase(seed, halvings, kind, grid, mask(grid, lesionShape, lesion), mask(grid, drawn, zone));
    }

    private static VoxelGrid grid(SplittableRandom random, int halvings) {
        int[] size = new int[3];
        double[] spacing = new double[3];
        // thin grids are all border; half of the cases leave room for a scene inside
        int smallest = random.nextBoolean() ? 1 : 8;
        for (int axis = 0; axis < 3; axis++) {
            size[axis] = Math.max(1, (int) logUniform(random, smallest, MAX_SIZE + 1) >> halvings);
        }
        double base = logUniform(random, MIN_SPACING_MM, MAX_SPACING_MM / 1.02);
        for (int axis = 0; axis < 3; axis++) {
            double low = Math.max(MIN_SPACING_MM, base / StrictMath.sqrt(MAX_RATIO));
            double high = Math.min(MAX_SPACING_MM, base * StrictMath.sqrt(MAX_RATIO) / 1.1);
            // rounded up to a multiple of 1/64 mm; the 1.1 keeps the ratio below its bound all the same
            spacing[axis] = Math.min(MAX_SPACING_MM, Math.ceil(logUniform(random, low, high) / DYADIC_MM) * DYADIC_MM);
        }
        Point3 origin = new Point3(
                random.nextInt(-32_000, 32_000) * DYADIC_MM,
                random.nextInt(-32_000, 32_000) * DYADIC_MM,
                random.nextInt(-32_000, 32_000) * DYADIC_MM);
        return VoxelGrid.axisAligned(size[0], size[1], size[2], spacing[0], spacing[1], spacing[2], origin);
    }

    private static double logUniform(SplittableRandom random, double low, double high) {
        return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
    }

    private static List<Part> parts(SplittableRandom random, Shape shape) {
        int count = shape == Shape.SPECKS ? random.nextInt(2, 12) : random.nextInt(1, 4);
        double largest = shape == Shape.SPECKS ? 0.02 : 0.25;
        boolean cut = random.nextInt(4) == 0;
        List<Part> parts = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[] centre = new double[3];
            double[] half = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                centre[axis] = random.nextDouble(0.3, 0.7);
                half[axis] = logUniform(random, largest / 10, largest);
            }
            if (cut && n == 0) {
                centre[random.nextInt(3)] = random.nextBoolean() ? 0 : 1; // cut by a face of the grid
            }
            parts.add(new Part(centre, half));
        }
        return parts;
    }

    private static BinaryMask mask(VoxelGrid grid, Shape shape, List<Part> parts) {
        BinaryMask mask = new BinaryMask(grid);
        double inner = shape == Shape.SHELL ? 0.5 : 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    for (Part part : parts) {
                        double r =
                                part.squaredRadius((i + 0.5) / grid.nx(), (j + 0.5) / grid.ny(), (k + 0.5) / grid.nz());
                        if (r <= 1 && r >= inner * inner) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        for (Part part : parts) {
            // parts thinner than a voxel keep one, so that no mask is empty
            mask.set(
                    voxel(part.centre()[0], grid.nx()),
                    voxel(part.centre()[1], grid.ny()),
                    voxel(part.centre()[2], grid.nz()));
            if (shape == Shape.SHELL) {
                break;
            }
        }
        return mask;
    }

    private static int voxel(double fraction, int size) {
        return Math.min(size - 1, (int) (fraction * size));
    }
}
