package org.thermargin.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.margin.ZoneRegion;

/**
 * Volumes of an assessment as NIfTI, cropped. A zone drawn on an image keeps its own lattice, voxel for voxel; a zone
 * known exactly is shown on the lesion's lattice, by voxel centres. No number is taken from these volumes.
 */
final class AssessmentVolumes {
    /** Reach of the signed margin volume around the lesion, mm: that of the widest shell. */
    static final double REACH_MM = 10;

    private static final int RIM = 2;

    private AssessmentVolumes() {}

    /** Writes the zone as a mask; its box, the lesion's surroundings included. */
    static void zone(Path file, ZoneNumbers numbers) throws IOException {
        if (numbers.zone() instanceof ZoneRegion.Sampled sampled) {
            BinaryMask mask = sampled.mask();
            IndexBox box = mask.grid()
                    .indexBox(sampled.bounds())
                    .grown(RIM, RIM, RIM)
                    .union(mask.grid().indexBox(surroundings(numbers.lesion())));
            NiftiWriter.write(file, mask.cropped(box));
            return;
        }
        VoxelGrid lattice = numbers.lesion().grid();
        IndexBox box = lattice.indexBox(numbers.zone().bounds())
                .grown(RIM, RIM, RIM)
                .union(lattice.indexBox(surroundings(numbers.lesion())));
        NiftiWriter.write(file, rasterised(lattice.subgrid(box), numbers.zone()));
    }

    private static BinaryMask rasterised(VoxelGrid grid, ZoneRegion zone) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (zone.contains(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Writes the signed margin, mm, on the lesion's lattice within {@link #REACH_MM} of the lesion's box. */
    static void margin(Path file, ZoneNumbers numbers) throws IOException {
        VoxelGrid lattice = numbers.lesion().grid();
        VoxelGrid grid = lattice.subgrid(lattice.indexBox(surroundings(numbers.lesion())));
        SignedField margin = numbers.margin().signedMargin();
        float[] values = new float[grid.voxelCount()];
        for (int k = 0, v = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, v++) {
                    values[v] =
                            (float) margin.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k));
                }
            }
        }
        NiftiWriter.write(file, new ScalarVolume(grid, values));
    }

    /**
     * Writes lesions of one lattice as labels.
     *
     * @param lesions masks whose grids are parts of one lattice, at least one
     * @param labels label of each, 1..65535
     */
    static void labels(Path file, List<BinaryMask> lesions, List<Integer> labels) throws IOException {
        VoxelGrid lattice = lesions.get(0).grid();
        IndexBox box = lattice.indexBox(surroundings(lesions.get(0)));
        for (BinaryMask lesion : lesions) {
            box = box.union(lattice.indexBox(surroundings(lesion)));
        }
        VoxelGrid grid = lattice.subgrid(box);
        short[] values = new short[grid.voxelCount()];
        for (int n = 0; n < lesions.size(); n++) {
            put(lesions.get(n), labels.get(n), grid, values);
        }
        NiftiWriter.write(file, LabelVolume.ofShorts(grid, values));
    }

    private static void put(BinaryMask lesion, int label, VoxelGrid grid, short[] values) {
        VoxelGrid.IndexOffset offset = grid.latticeOffset(lesion.grid());
        IndexBox box = lesion.boundingBox().orElseThrow();
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (lesion.get(i, j, k)) {
                        values[grid.linearIndex(i + offset.i(), j + offset.j(), k + offset.k())] = (short) label;
                    }
                }
            }
        }
    }

    private static Bounds3 surroundings(BinaryMask lesion) {
        return lesion.worldBounds().orElseThrow().grown(REACH_MM);
    }
}
