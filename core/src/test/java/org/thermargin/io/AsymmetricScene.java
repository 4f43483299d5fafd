package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * A small labelled volume without any symmetry, spacing and origin dyadic (exact in float32), that can be stored in any
 * of the 48 axis orders.
 */
public final class AsymmetricScene {
    public static final int NX = 5;
    public static final int NY = 6;
    public static final int NZ = 7;
    private static final double[] SPACING_MM = {4.5, 5.25, 3.5};
    public static final Point3 ORIGIN = new Point3(-12.25, 33.5, 101.75);
    public static final VoxelGrid GRID =
            VoxelGrid.axisAligned(NX, NY, NZ, SPACING_MM[0], SPACING_MM[1], SPACING_MM[2], ORIGIN);

    public static final List<int[]> PERMUTATIONS = List.of(
            new int[] {0, 1, 2},
            new int[] {0, 2, 1},
            new int[] {1, 0, 2},
            new int[] {1, 2, 0},
            new int[] {2, 0, 1},
            new int[] {2, 1, 0});

    private AsymmetricScene() {}

    /**
     * The scene in one storage order.
     *
     * @param size samples along the three storage axes, fastest first
     * @param stepsMm per storage axis the world step of one sample, LPS
     * @param firstMm centre of the first sample, LPS
     * @param labels in storage order
     */
    public record Stored(int[] size, double[][] stepsMm, double[] firstMm, int[] labels) {
        /** The labels as integers of 1, 2 or 4 bytes. */
        public byte[] bytes(int sampleBytes, ByteOrder order) {
            ByteBuffer bytes = ByteBuffer.allocate(labels.length * sampleBytes).order(order);
            for (int label : labels) {
                switch (sampleBytes) {
                    case 1 -> bytes.put((byte) label);
                    case 2 -> bytes.putShort((short) label);
                    default -> bytes.putInt(label);
                }
            }
            return bytes.array();
        }
    }

    public static int label(int i, int j, int k) {
        return (i * 31 + j * 17 + k * 7 + i * j * k) % 5 == 0 ? 1 + i + 6 * j : 0;
    }

    /** Storage axis a runs along canonical axis perm[a], backwards where bit a of flips is set. */
    public static Stored stored(int[] perm, int flips) {
        int[] all = {NX, NY, NZ};
        int[] size = {all[perm[0]], all[perm[1]], all[perm[2]]};
        double[][] stepsMm = new double[3][3];
        double[] firstMm = {ORIGIN.x(), ORIGIN.y(), ORIGIN.z()};
        for (int a = 0; a < 3; a++) {
            boolean flip = (flips >> a & 1) != 0;
            stepsMm[a][perm[a]] = flip ? -SPACING_MM[perm[a]] : SPACING_MM[perm[a]];
            firstMm[perm[a]] += flip ? (size[a] - 1) * SPACING_MM[perm[a]] : 0;
        }
        int[] labels = new int[NX * NY * NZ];
        int[] index = new int[3];
        int at = 0;
        for (int s2 = 0; s2 < size[2]; s2++) {
            for (int s1 = 0; s1 < size[1]; s1++) {
                for (int s0 = 0; s0 < size[0]; s0++) {
                    int[] stored = {s0, s1, s2};
                    for (int a = 0; a < 3; a++) {
                        boolean flip = (flips >> a & 1) != 0;
                        index[perm[a]] = flip ? size[a] - 1 - stored[a] : stored[a];
                    }
                    labels[at++] = label(index[0], index[1], index[2]);
                }
            }
        }
        return new Stored(size, stepsMm, firstMm, labels);
    }

    /** The scene in all 48 storage orders. */
    public static List<Stored> allOrders() {
        List<Stored> all = new ArrayList<>();
        for (int[] perm : PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                all.add(stored(perm, flips));
            }
        }
        return all;
    }

    /** The scene as canonical labels. */
    public static LabelVolume labels() {
        byte[] labels = new byte[GRID.voxelCount()];
        for (int k = 0; k < NZ; k++) {
            for (int j = 0; j < NY; j++) {
                for (int i = 0; i < NX; i++) {
                    labels[GRID.linearIndex(i, j, k)] = (byte) label(i, j, k);
                }
            }
        }
        return LabelVolume.ofBytes(GRID, labels);
    }

    /** Fails unless the volume is the scene, bit for bit. */
    public static void assertIsScene(VolumeFile volume) {
        assertThat(volume.grid()).isEqualTo(GRID);
        if (volume.scalars().isEmpty()) {
            assertSameLabels(volume.labels(), labels());
            return;
        }
        LabelVolume expected = labels();
        for (int v = 0; v < GRID.voxelCount(); v++) {
            assertThat(volume.scalars().get().values()[v]).as("voxel %d", v).isEqualTo(expected.at(v));
        }
    }

    /** Fails unless both have the same labels in the same order. */
    public static void assertSameLabels(LabelVolume actual, LabelVolume expected) {
        for (int v = 0; v < expected.grid().voxelCount(); v++) {
            if (actual.at(v) != expected.at(v)) {
                assertThat(actual.at(v)).as("voxel %d", v).isEqualTo(expected.at(v));
            }
        }
    }
}
