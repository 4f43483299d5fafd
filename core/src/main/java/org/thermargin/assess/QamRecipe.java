package org.thermargin.assess;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The voxel-border recipe of the QAM tool, voxel for voxel: the border of a mask is the mask without its erosion by the
 * 6-neighbourhood (nothing beyond the image); every lesion border voxel gets the distance between its centre and the
 * nearest zone border centre, positive inside the zone, negative outside; lesion border voxels whose signed distance to
 * the liver border is below 5 mm are left out; quartiles interpolate linearly. Biased low by about a voxel.
 */
public final class QamRecipe {
    private static final double EXCLUSION_MM = 5;

    private QamRecipe() {}

    /** The numbers; empty when no border voxel is left. All masks on one lattice. */
    public static Optional<QamNumbers> of(BinaryMask lesion, BinaryMask zone, Optional<BinaryMask> liver, int threads) {
        VoxelGrid lattice = lesion.grid();
        IndexBox lesionBox = lesion.boundingBox().orElseThrow();
        BinaryMask zoneHere = zone.cropped(around(zone, lattice, lesionBox));
        BinaryMask zoneBorder = border(zoneHere);
        BinaryMask lesionHere = lesion.onto(zoneHere.grid());
        BinaryMask counted = border(lesionHere);
        if (liver.isPresent()) {
            counted = counted.andNot(nearLiverBorder(counted, liver.get(), threads));
        }
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        float[] squared =
                DistanceTransform.squaredVolumeMm2(zoneBorder, threads).values();
        VoxelGrid grid = counted.grid();
        double[] distances = new double[Math.toIntExact(counted.count())];
        int size = 0;
        for (int k = 0, v = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, v++) {
                    if (counted.get(i, j, k)) {
                        double distance = Math.sqrt(squared[v]);
                        distances[size++] = zoneHere.get(i, j, k) ? distance : -distance;
                    }
                }
            }
        }
        return Optional.of(summary(distances));
    }

    /** The box of zone and lesion in the zone's indices, one voxel larger so that borders of the masks are borders. */
    private static IndexBox around(BinaryMask zone, VoxelGrid lattice, IndexBox lesionBox) {
        VoxelGrid.IndexOffset offset = zone.grid().latticeOffset(lattice);
        IndexBox lesion = new IndexBox(
                lesionBox.iLow() + offset.i(),
                lesionBox.jLow() + offset.j(),
                lesionBox.kLow() + offset.k(),
                lesionBox.iHigh() + offset.i(),
                lesionBox.jHigh() + offset.j(),
                lesionBox.kHigh() + offset.k());
        return zone.boundingBox().orElseThrow().union(lesion).grown(1, 1, 1);
    }

    /** The voxels of the mask with an unset face neighbour; nothing beyond the grid is set. */
    static BinaryMask border(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        BinaryMask border = new BinaryMask(grid);
        long[] words = border.words();
        int n = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int w = 0; w < mask.wordsPerRow(); w++) {
                    long own = mask.word(w, j, k);
                    long left = own << 1 | mask.word(w - 1, j, k) >>> 63;
                    long right = own >>> 1 | mask.word(w + 1, j, k) << 63;
                    long inPlane = left & right & mask.word(w, j - 1, k) & mask.word(w, j + 1, k);
                    words[n++] = own & ~(inPlane & mask.word(w, j, k - 1) & mask.word(w, j, k + 1));
                }
            }
        }
        return border;
    }

    /** The voxels of the border whose signed distance to the liver border is below 5 mm: near it, or outside the liver. */
    private static BinaryMask nearLiverBorder(BinaryMask counted, BinaryMask liver, int threads) {
        VoxelGrid grid = counted.grid();
        IndexBox box = counted.boundingBox()
                .orElseThrow()
                .grown(
                        (int) Math.ceil(EXCLUSION_MM / grid.dxMm()) + 1,
                        (int) Math.ceil(EXCLUSION_MM / grid.dyMm()) + 1,
                        (int) Math.ceil(EXCLUSION_MM / grid.dzMm()) + 1);
        VoxelGrid near = grid.subgrid(box);
        BinaryMask liverHere = liver.onto(near);
        BinaryMask liverBorder =
                border(liver.onto(near.subgrid(near.box().grown(1, 1, 1)))).onto(near);
        BinaryMask countedHere = counted.onto(near);
        float[] squared = liverBorder.isEmpty()
                ? null
                : DistanceTransform.squaredVolumeMm2(liverBorder, threads).values();
        BinaryMask excluded = new BinaryMask(near);
        for (int k = 0, v = 0; k < near.nz(); k++) {
            for (int j = 0; j < near.ny(); j++) {
                for (int i = 0; i < near.nx(); i++, v++) {
                    if (countedHere.get(i, j, k)) {
                        boolean inside = liverHere.get(i, j, k);
                        boolean deep = squared == null || squared[v] >= EXCLUSION_MM * EXCLUSION_MM;
                        if (!(inside && deep)) {
                            excluded.set(i, j, k);
                        }
                    }
                }
            }
        }
        return excluded.onto(grid);
    }

    private static QamNumbers summary(double[] distances) {
        Arrays.sort(distances);
        int n = distances.length;
        return new QamNumbers(
                n,
                distances[0],
                quantile(distances, 0.25),
                quantile(distances, 0.5),
                quantile(distances, 0.75),
                distances[n - 1],
                share(distances, Double.NEGATIVE_INFINITY, 0),
                share(distances, 0, 5),
                share(distances, 5, Double.POSITIVE_INFINITY));
    }

    private static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int low = (int) position;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }

    private static double share(double[] values, double from, double to) {
        int count = 0;
        for (double value : values) {
            if (value >= from && value < to) {
                count++;
            }
        }
        return (double) count / values.length;
    }
}
