package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.LesionMask;

/**
 * From lesion masks to lesions: the 26-connected parts of a binary mask, largest first, or one lesion per label. Parts
 * under 0.05 mL are specks: listed, not counted.
 */
final class LesionSplitter {
    /** Parts of a binary mask below this volume are not lesions, mL. */
    static final double SPECK_ML = 0.05;

    /** More enclosed than this share of a lesion makes it a shell. */
    private static final double HOLLOW = 0.05;

    private final List<LesionRegion> lesions = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    /** The lesions of all masks. */
    static LesionSplitter split(List<LesionMask> masks) {
        LesionSplitter splitter = new LesionSplitter();
        for (LesionMask mask : masks) {
            if (mask.label().isPresent()) {
                splitter.add(mask.name(), mask.mask(), mask);
                splitter.kept(mask);
            } else {
                splitter.components(mask);
            }
        }
        return splitter;
    }

    List<LesionRegion> lesions() {
        return lesions;
    }

    /** What is odd about the parts of lesions. */
    List<Finding> warnings() {
        return warnings;
    }

    /** Notes on specks and parts. */
    List<Finding> findings() {
        return findings;
    }

    /** Warns of specks of a lesion that has a label of its own: they count, and may decide its margin. */
    private void kept(LesionMask mask) {
        BinaryMask near = mask.mask().cropped(mask.mask().boundingBox().orElseThrow());
        ConnectedComponents parts = ConnectedComponents.of(near, ConnectedComponents.Connectivity.CORNERS_26);
        double voxelMl = near.grid().voxelVolumeMm3() / 1000;
        long specks = IntStream.range(0, parts.count())
                .filter(part -> parts.voxels(part) * voxelMl < SPECK_ML)
                .count();
        if (specks > 0 && parts.count() > 1) {
            warnings.add(new Finding(
                    "lesion-specks-kept",
                    "H23",
                    String.format(
                            Locale.ROOT,
                            "lesion %s has %d part%s below %.2f mL apart from the rest; they bear its label and count, and a"
                                    + " damaged voxel looks like one",
                            mask.name(),
                            specks,
                            specks == 1 ? "" : "s",
                            SPECK_ML),
                    mask.file()));
        }
    }

    private void components(LesionMask mask) {
        BinaryMask near = mask.mask().cropped(mask.mask().boundingBox().orElseThrow());
        ConnectedComponents parts = ConnectedComponents.of(near, ConnectedComponents.Connectivity.CORNERS_26);
        double voxelMl = near.grid().voxelVolumeMm3() / 1000;
        List<Integer> order = new ArrayList<>();
        int specks = 0;
        long speckVoxels = 0;
        for (int part = 0; part < parts.count(); part++) {
            if (parts.voxels(part) * voxelMl >= SPECK_ML) {
                order.add(part);
            } else {
                specks++;
                speckVoxels += parts.voxels(part);
            }
        }
        order.sort(Comparator.comparingLong((Integer part) -> -parts.voxels(part)));
        int number = 1;
        for (int part : order) {
            String id = order.size() == 1 ? mask.name() : mask.name() + "-" + number++;
            add(id, parts.mask(p -> p == part), mask);
        }
        if (specks > 0) {
            findings.add(new Finding(
                    "lesion-specks",
                    "H23",
                    String.format(
                            Locale.ROOT,
                            "%d part%s of lesion mask %s below %.2f mL, %.3f mL together, not counted as lesions",
                            specks,
                            specks == 1 ? "" : "s",
                            mask.name(),
                            SPECK_ML,
                            speckVoxels * voxelMl),
                    mask.file()));
        }
    }

    private void add(String id, BinaryMask voxels, LesionMask source) {
        IndexBox box = voxels.boundingBox().orElseThrow();
        BinaryMask own = voxels.cropped(box.grown(1, 1, 1));
        LesionRegion lesion =
                new LesionRegion(id, own, touchesBorder(own, source.mask().grid()), source.file());
        lesions.add(lesion);
        wide(lesion);
        hollow(id, own, source.file());
    }

    /** Warns of a lesion of few layers that ends in its largest: more may have been cut off than these can tell. */
    private void wide(LesionRegion lesion) {
        String face = lesion.wideEnd();
        if (!face.isEmpty()) {
            warnings.add(new Finding(
                    "lesion-wide-end",
                    "H15",
                    "lesion " + lesion.id() + " ends in the largest of its few layers at its " + face
                            + "; a part of it may have been cut off, which would be uncovered or nearer to the border of the"
                            + " zone",
                    lesion.file()));
        }
    }

    /** Warns of a lesion with a hole inside: lesions are drawn whole, a shell is more likely what lies around one. */
    private void hollow(String id, BinaryMask lesion, String file) {
        BinaryMask around = lesion.not();
        ConnectedComponents parts = ConnectedComponents.of(around, ConnectedComponents.Connectivity.FACES_6);
        // the rim of the box is one part, the first
        long enclosed = around.count() - parts.voxels(0);
        if (enclosed > HOLLOW * lesion.count()) {
            warnings.add(new Finding(
                    "lesion-hollow",
                    "H13",
                    String.format(
                            Locale.ROOT,
                            "lesion %s (%.2f mL) is hollow and encloses %.2f mL; lesions are drawn whole, so that another label or"
                                    + " mask may have been taken for it",
                            id,
                            lesion.volumeMl(),
                            enclosed * lesion.grid().voxelVolumeMm3() / 1000),
                    file));
        }
    }

    /** Whether a voxel of the lesion (with its rim of one voxel) lies in the outermost layer of the image. */
    private static boolean touchesBorder(BinaryMask lesion, VoxelGrid image) {
        VoxelGrid.IndexOffset offset = image.latticeOffset(lesion.grid());
        VoxelGrid grid = lesion.grid();
        return offset.i() < 0
                || offset.j() < 0
                || offset.k() < 0
                || offset.i() + grid.nx() > image.nx()
                || offset.j() + grid.ny() > image.ny()
                || offset.k() + grid.nz() > image.nz();
    }
}
