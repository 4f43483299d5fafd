package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.oracle.Oracle;

/** The transforms against SciPy's and ITK's, which share no code with ours or with each other. */
@Tag("H21")
class DistanceOracleTest {
    private static final int SCIPY_VOLUMES = 100;
    private static final int ITK_VOLUMES = 30;
    /** So many times more volumes; {@code .ci/long} asks for 100. */
    private static final int REPEATS = Integer.getInteger("thermargin.oracle.repeats", 1);

    /** SciPy measures from a set voxel to the nearest unset centre, so that it is given the complement. */
    private static final String SCIPY = """
            import sys, numpy, scipy.ndimage
            for line in open(sys.argv[1]):
                name, nx, ny, nz, dx, dy, dz = line.split()
                mask = numpy.fromfile(name, numpy.uint8).reshape(int(nz), int(ny), int(nx))
                distance = scipy.ndimage.distance_transform_edt(
                    mask == 0, sampling=(float(dz), float(dy), float(dx)))
                distance.astype('<f8').tofile(name + '.distance')
            """;

    @TempDir
    Path folder;

    @Test
    void doubleDistancesEqualScipy() throws IOException {
        Oracle scipy = Oracle.python("numpy", "scipy");
        Random random = new Random(31);
        double largest = 0;
        for (int batch = 0; batch < REPEATS; batch++) {
            List<BinaryMask> masks = new ArrayList<>();
            StringBuilder list = new StringBuilder();
            for (int n = 0; n < SCIPY_VOLUMES; n++) {
                BinaryMask mask = BruteForce.mask(grid(n, random), random);
                masks.add(mask);
                Path file = write(mask, n);
                list.append(String.join(" ", arguments(file, mask.grid()))).append('\n');
            }
            scipy.run(SCIPY, Files.writeString(folder.resolve("volumes.txt"), list));
            for (int n = 0; n < SCIPY_VOLUMES; n++) {
                double[] expected = read(folder.resolve(n + ".raw.distance"));
                largest = Math.max(largest, largestDifference(masks.get(n), expected, "volume " + n + " of " + batch));
            }
        }
        System.out.printf("SciPy: %d volumes, largest relative difference %.1e%n", REPEATS * SCIPY_VOLUMES, largest);
    }

    /** SciPy finds the nearest centre exactly and rounds only its distance. */
    private static double largestDifference(BinaryMask mask, double[] expected, String where) {
        double[] squared = DistanceTransform.squaredMm2(mask, 2);
        float[] single = DistanceTransform.squaredVolumeMm2(mask, 2).values();
        assertThat(expected).hasSameSizeAs(squared);
        double largest = 0;
        for (int v = 0; v < squared.length; v++) {
            double ours = Math.sqrt(squared[v]);
            assertThat(ours).as("%s voxel %s", where, v).isCloseTo(expected[v], within(expected[v] * 1e-12));
            // the float transform: 2.5 roundings, see SignedDistanceTest
            assertThat(Math.sqrt(single[v]))
                    .as("%s voxel %s, float", where, v)
                    .isCloseTo(expected[v], within(2.5 * 0x1p-24 * expected[v]));
            if (expected[v] > 0) {
                largest = Math.max(largest, Math.abs(ours - expected[v]) / expected[v]);
            }
        }
        return largest;
    }

    /**
     * ITK measures to the nearest centre of a <em>border voxel of the object</em> (one with an unset voxel among its 26
     * neighbours; the image border does not count), positive inside. Outside the object that is our distance with
     * the sign changed, since the nearest object voxel of an outside voxel is always a border voxel; inside it is the
     * distance to the border voxels as features.
     */
    @Test
    void distancesOnBothSidesEqualItkMaurer() throws IOException {
        Oracle itk = Oracle.itk();
        Random random = new Random(32);
        for (int n = 0; n < REPEATS * ITK_VOLUMES; n++) {
            VoxelGrid grid = itkGrid(random);
            BinaryMask object = blob(grid, random);
            BinaryMask border = border(object);
            Path file = write(object, 0);
            Path answer = folder.resolve("0.maurer");

            List<String> given = new ArrayList<>(arguments(file, grid));
            given.add(given.remove(0));
            given.add(0, "maurer");
            given.add(answer.toString());
            itk.run(given.toArray());

            double[] expected = read(answer);
            float[] signed = SignedDistance.of(object, 2).values();
            double[] toBorder = DistanceTransform.squaredMm2(border, 2);
            for (int v = 0; v < expected.length; v++) {
                double ours = signed[v] > 0 ? Math.sqrt(toBorder[v]) : -Math.sqrt(toBorder[v]);
                assertThat(ours)
                        .as("volume %s voxel %s", n, v)
                        .isCloseTo(expected[v], within(Math.abs(expected[v]) * 1e-12));
                if (signed[v] < 0) {
                    // The float transform: 2.5 roundings, see SignedDistanceTest.
                    assertThat((double) signed[v]).isCloseTo(expected[v], within(2.5 * 0x1p-24 * -expected[v]));
                }
            }
        }
    }

    /** Small grids; one in ten with an axis over 1024, thin elsewhere. Ratios of spacing up to 25, least 0.2 mm. */
    private static VoxelGrid grid(int n, Random random) {
        VoxelGrid small = BruteForce.grid(random);
        if (n % 10 != 0) {
            return small;
        }
        int axis = n / 10 % 3;
        int length = 1025 + random.nextInt(1000);
        return VoxelGrid.axisAligned(
                axis == 0 ? length : Math.min(3, small.nx()),
                axis == 1 ? length : Math.min(3, small.ny()),
                axis == 2 ? length : Math.min(3, small.nz()),
                small.dxMm(),
                small.dyMm(),
                small.dzMm(),
                new Point3(0, 0, 0));
    }

    /** At least 6 voxels per axis, so that an object with an interior fits. */
    private static VoxelGrid itkGrid(Random random) {
        return VoxelGrid.axisAligned(
                6 + random.nextInt(20),
                6 + random.nextInt(20),
                6 + random.nextInt(20),
                0.3 + 2 * random.nextDouble(),
                0.3 + 2 * random.nextDouble(),
                0.3 + 4 * random.nextDouble(),
                new Point3(0, 0, 0));
    }

    /** A rough ellipsoid around the middle with a few stray voxels; never the whole grid. */
    private static BinaryMask blob(VoxelGrid grid, Random random) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = 2.0 * i / (grid.nx() - 1) - 1;
                    double y = 2.0 * j / (grid.ny() - 1) - 1;
                    double z = 2.0 * k / (grid.nz() - 1) - 1;
                    if (x * x + y * y + z * z < 0.4 + 0.2 * random.nextDouble() || random.nextInt(200) == 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        mask.clear(0, 0, 0);
        return mask;
    }

    private static BinaryMask border(BinaryMask object) {
        VoxelGrid grid = object.grid();
        BinaryMask border = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (object.get(i, j, k) && touchesOutside(object, i, j, k)) {
                        border.set(i, j, k);
                    }
                }
            }
        }
        return border;
    }

    private static boolean touchesOutside(BinaryMask object, int i, int j, int k) {
        for (int n = 0; n < 27; n++) {
            int a = i + n % 3 - 1;
            int b = j + n / 3 % 3 - 1;
            int c = k + n / 9 - 1;
            if (object.grid().contains(a, b, c) && !object.get(a, b, c)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> arguments(Path file, VoxelGrid grid) {
        return List.of(
                file.toString(),
                Integer.toString(grid.nx()),
                Integer.toString(grid.ny()),
                Integer.toString(grid.nz()),
                Double.toString(grid.dxMm()),
                Double.toString(grid.dyMm()),
                Double.toString(grid.dzMm()));
    }

    private Path write(BinaryMask mask, int n) throws IOException {
        VoxelGrid grid = mask.grid();
        byte[] bytes = new byte[grid.voxelCount()];
        for (int v = 0; v < bytes.length; v++) {
            int row = v / grid.nx();
            bytes[v] = (byte) (mask.get(v % grid.nx(), row % grid.ny(), row / grid.ny()) ? 1 : 0);
        }
        return Files.write(folder.resolve(n + ".raw"), bytes);
    }

    private static double[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
