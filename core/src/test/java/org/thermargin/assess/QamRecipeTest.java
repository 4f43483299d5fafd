package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.oracle.Oracle;

class QamRecipeTest {
    /** The recipe as published, written without sight of ours. */
    private static final String SCRIPT = """
            import sys
            import numpy as np
            from scipy import ndimage as nd
            six = nd.generate_binary_structure(3, 1)
            def border(m):
                return m ^ nd.binary_erosion(m, six, border_value=0)
            def signed(m, sampling):
                d = nd.distance_transform_edt(~border(m), sampling=sampling)
                return np.where(m, d, -d)
            raw = open(sys.argv[1], 'rb').read()
            at = 0
            while at < len(raw):
                nx, ny, nz, dx, dy, dz, liver_given = np.frombuffer(raw, '<f8', 7, at)
                at += 56
                shape = (int(nz), int(ny), int(nx))
                n = shape[0] * shape[1] * shape[2]
                masks = []
                for m in range(3):
                    masks.append(np.frombuffer(raw, np.uint8, n, at).reshape(shape) != 0)
                    at += n
                lesion, zone, liver = masks
                values = signed(zone, (dz, dy, dx)).copy()
                counted = border(lesion)
                if liver_given:
                    counted &= ~(signed(liver, (dz, dy, dx)) < 5)
                values[~counted] = np.nan
                v = values[counted]
                if v.size == 0:
                    print(0)
                    continue
                q = np.nanquantile(values, [0.25, 0.5, 0.75])
                print(v.size, *[repr(float(x)) for x in (v.min(), q[0], q[1], q[2], v.max(),
                      np.mean(v < 0), np.mean((v >= 0) & (v < 5)), np.mean(v >= 5))])
            """;
    /** Squared distances are exact (dyadic spacings), so that root and interpolation leave a few units in the last place. */
    private static final double ROUNDING = 1e-12;

    @TempDir
    Path folder;

    private record Case(BinaryMask lesion, BinaryMask zone, Optional<BinaryMask> liver) {
        byte[] bytes() {
            VoxelGrid grid = lesion.grid();
            int n = grid.voxelCount();
            ByteBuffer out = ByteBuffer.allocate(56 + 3 * n).order(ByteOrder.LITTLE_ENDIAN);
            for (double number : new double[] {
                grid.nx(), grid.ny(), grid.nz(), grid.dxMm(), grid.dyMm(), grid.dzMm(), liver.isPresent() ? 1 : 0
            }) {
                out.putDouble(number);
            }
            for (BinaryMask mask : List.of(lesion, zone.onto(grid), liver.orElse(lesion))) {
                for (int k = 0; k < grid.nz(); k++) {
                    for (int j = 0; j < grid.ny(); j++) {
                        for (int i = 0; i < grid.nx(); i++) {
                            out.put((byte) (mask.get(i, j, k) ? 1 : 0));
                        }
                    }
                }
            }
            return out.array();
        }
    }

    private static BinaryMask blobs(VoxelGrid grid, Random random, int count, double near, double radius) {
        BinaryMask mask = new BinaryMask(grid);
        for (int n = 0; n < count; n++) {
            Point3 c = grid.toWorld(
                    grid.nx() / 2.0 + near * random.nextGaussian() / grid.dxMm(),
                    grid.ny() / 2.0 + near * random.nextGaussian() / grid.dyMm(),
                    grid.nz() / 2.0 + near * random.nextGaussian() / grid.dzMm());
            mask = mask.or(ball(grid, c.x(), c.y(), c.z(), radius * (0.6 + 0.8 * random.nextDouble())));
        }
        return mask;
    }

    /** Covered and uncovered lesions, with and without liver, at its border and outside, cut by the image, thick slices. */
    private static List<Case> cases() {
        double[][] spacings = {{1, 1.125, 0.875}, {0.75, 0.875, 2.5}, {0.6875, 0.75, 5}, {0.5, 0.625, 0.75}};
        Random random = new Random(3);
        List<Case> cases = new ArrayList<>();
        while (cases.size() < 40) {
            double[] d = spacings[cases.size() % spacings.length];
            VoxelGrid grid = VoxelGrid.axisAligned(
                    (int) (44 / d[0]), (int) (40 / d[1]), (int) (48 / d[2]), d[0], d[1], d[2], new Point3(-9, 4, 2));
            BinaryMask lesion = blobs(grid, random, 2, 2 + cases.size() % 3 * 4, 5);
            BinaryMask zone = blobs(grid, random, 3, 4, 9);
            BinaryMask liver = blobs(grid, random, 3, 5, 16);
            if (cases.size() % 8 == 7) {
                zone = zone.cropped(zone.boundingBox().orElseThrow()); // a zone on its own part of the lattice
            }
            if (!lesion.isEmpty() && !zone.isEmpty()) {
                cases.add(new Case(lesion, zone, cases.size() % 3 == 0 ? Optional.empty() : Optional.of(liver)));
            }
        }
        return cases;
    }

    @Test
    void everyNumberEqualsThatOfAnIndependentImplementation() throws IOException {
        Oracle scipy = Oracle.python("numpy", "scipy");
        List<Case> cases = cases();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Case one : cases) {
            all.writeBytes(one.bytes());
        }
        Path file = Files.write(folder.resolve("cases.bin"), all.toByteArray());

        List<String> lines = scipy.run(SCRIPT, file);

        assertThat(lines).hasSameSizeAs(cases);
        int excluded = 0;
        for (int n = 0; n < lines.size(); n++) {
            Case one = cases.get(n);
            double[] expected = Arrays.stream(lines.get(n).split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            Optional<QamNumbers> found = QamRecipe.of(one.lesion(), one.zone(), one.liver(), 2);
            excluded += expected[0] < QamRecipe.border(one.lesion()).count() ? 1 : 0;
            if (expected[0] == 0) {
                assertThat(found).isEmpty();
                continue;
            }
            QamNumbers q = found.orElseThrow();
            double[] ours = {
                q.borderVoxels(),
                q.minMm(),
                q.q25Mm(),
                q.medianMm(),
                q.q75Mm(),
                q.maxMm(),
                q.fractionBelow0(),
                q.fraction0To5(),
                q.fractionAtLeast5()
            };
            assertThat(ours).as("case %d", n).containsExactly(expected, within(ROUNDING));
        }
        assertThat(excluded)
                .as("cases in which the liver border leaves something out")
                .isGreaterThan(10);
    }

    /** The known bias of the recipe, stored: the truth is 5 mm. */
    @ParameterizedTest
    @CsvSource({"1, 1, 17", "0.8, 2.5, 6.89", "0.8, 5, 0.64"}) // 4.12, 2.62 and 0.80 mm, centred on a voxel
    void readsTooSmallByTheStoredAmount(double inPlane, double slice, double squared) {
        VoxelGrid grid = VoxelGrid.axisAligned(
                51, 51, 13 + (int) (30 / slice) / 2 * 2, inPlane, inPlane, slice, new Point3(0, 0, 0));
        Point3 c = grid.toWorld(25, 25, grid.nz() / 2);

        QamNumbers numbers = QamRecipe.of(
                        ball(grid, c.x(), c.y(), c.z(), 10), ball(grid, c.x(), c.y(), c.z(), 15), Optional.empty(), 1)
                .orElseThrow();

        assertThat(numbers.minMm()).isCloseTo(Math.sqrt(squared), within(1e-6)); // squares are stored as float
        assertThat(numbers.fractionBelow0()).isZero();
    }

    @Test
    void lesionAtTheImageBorderHasABorderThere() {
        VoxelGrid grid = VoxelGrid.axisAligned(5, 6, 7, 1, 1.5, 2, new Point3(0, 0, 0));
        BinaryMask full = new BinaryMask(grid).not();

        BinaryMask border = QamRecipe.border(full);

        assertThat(border)
                .isEqualTo(
                        full.andNot(full.cropped(new IndexBox(1, 1, 1, 4, 5, 6)).onto(grid)));
    }

    @Test
    void nothingIsLeftOfALesionOutsideTheLiver() {
        VoxelGrid grid = VoxelGrid.axisAligned(60, 30, 30, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask lesion = ball(grid, 45, 15, 15, 5);

        assertThat(QamRecipe.of(lesion, lesion, Optional.of(ball(grid, 14, 15, 15, 12)), 1))
                .isEmpty();
    }
}
