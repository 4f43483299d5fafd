package org.thermargin.io.nrrd;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.Printable;
import org.thermargin.io.StoredBox;
import org.thermargin.io.VectorMm;

/**
 * Which part of its reference image a segmentation is. 3D Slicer stores only the box that holds all segments and states
 * where in the image it lies ({@code Segmentation_ReferenceImageExtentOffset}) and what the image is ({@code Reference
 * image geometry} among the {@code Segmentation_ConversionParameters}). The image outside the box is then background,
 * and a lesion at the border of the box is whole: the volume gets one empty voxel layer on each side where the image
 * goes on. Where box and image end together nothing is added, for there a lesion may really be cut (H15).
 *
 * <p>The geometry is believed only if it gives every voxel of the image the place that the file's own lattice gives it,
 * within {@link VoxelGrid#LATTICE_TOLERANCE_MM}, and the file still holds what was saved; otherwise nothing is added
 * and the finding {@code segmentation-reference} says why. Without a geometry the crop is unknown: no finding.
 *
 * <p>The smallest extent (H10) is asked of the image, not of the box: a small lesion has a small box.
 */
final class NrrdCrop {
    private static final String OFFSET_KEY = "Segmentation_ReferenceImageExtentOffset";
    private static final String PARAMETERS_KEY = "Segmentation_ConversionParameters";
    private static final String GEOMETRY = "Reference image geometry|";
    private static final Pattern OFFSET = Pattern.compile("\\s*(-?\\d{1,9})\\s+(-?\\d{1,9})\\s+(-?\\d{1,9})\\s*");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    /** The 4x4 matrix row by row, then first and last voxel along i, j, k. */
    private static final int NUMBERS = 16 + 6;

    /** Voxels of the image before the first and after the last stored one, per storage axis. */
    private record Around(long[] before, long[] after) {}

    private final Optional<Around> around;
    private final List<Finding> doubts;

    private NrrdCrop(Optional<Around> around, List<Finding> doubts) {
        this.around = around;
        this.doubts = doubts;
    }

    /** Nothing known beyond the stored samples. */
    static NrrdCrop none() {
        return new NrrdCrop(Optional.empty(), List.of());
    }

    /** What the header of a segmentation says about its reference image. */
    static NrrdCrop of(NrrdHeader header, NrrdLayout layout) {
        String offsetText = header.pairs().getOrDefault(OFFSET_KEY, "");
        String geometryText = geometry(header);
        if (offsetText.isBlank() || geometryText.isBlank()) {
            return none();
        }
        Matcher offset = OFFSET.matcher(offsetText);
        if (!offset.matches()) {
            return doubted(header, "offset must be three whole numbers, was '" + Printable.of(offsetText) + "'");
        }
        String[] words = geometryText.split(";");
        if (!isGeometry(words)) {
            return doubted(
                    header,
                    "reference image geometry must be a 4x4 matrix and an extent, was '" + Printable.of(geometryText)
                            + "'");
        }
        int[] size = layout.size();
        long[] before = new long[3];
        long[] after = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            long start = Long.parseLong(offset.group(axis + 1));
            before[axis] = start - Long.parseLong(words[16 + 2 * axis]);
            after[axis] = Long.parseLong(words[17 + 2 * axis]) + 1 - start - size[axis];
        }
        if (smallest(before) < 0 || smallest(after) < 0) {
            return doubted(
                    header,
                    "stored voxels must lie inside the reference image, voxels beyond it before and after along i, j, k"
                            + " were " + beyond(before) + " and " + beyond(after));
        }
        LatticeHeader own = layout.lattice().grown(before, after);
        if (!own.agreesWith(imageLattice(own, words), VoxelGrid.LATTICE_TOLERANCE_MM)) {
            return doubted(
                    header,
                    "reference image geometry must agree with directions and origin of the file within "
                            + VoxelGrid.LATTICE_TOLERANCE_MM + " mm, did not; at offset " + Printable.of(offsetText));
        }
        if (!NrrdSegments.extentsInside(header, size)) {
            return doubted(header, "segments must lie inside the stored voxels, an extent reaches outside");
        }
        return new NrrdCrop(Optional.of(new Around(before, after)), List.of());
    }

    /** Whether the file says, and nothing contradicts, which part of its image it stores. */
    boolean isStated() {
        return around.isPresent();
    }

    /** Why a statement was not believed. */
    List<Finding> doubts() {
        return doubts;
    }

    /** The stored samples in the lattice with its empty layers; the image must have a plausible extent. */
    StoredBox within(LatticeHeader stored, String file) throws InputException {
        Around image = around.orElseThrow();
        stored.grown(image.before(), image.after()).checkExtent("extent of the reference image", file);
        long[] before = oneLayer(image.before());
        IndexBox box = new IndexBox(
                (int) before[0],
                (int) before[1],
                (int) before[2],
                (int) (before[0] + stored.ni()),
                (int) (before[1] + stored.nj()),
                (int) (before[2] + stored.nk()));
        return new StoredBox(stored.grown(before, oneLayer(image.after())).checkedShape(file), box);
    }

    private static long[] oneLayer(long[] voxels) {
        return new long[] {Math.min(voxels[0], 1), Math.min(voxels[1], 1), Math.min(voxels[2], 1)};
    }

    /** The value of the parameter, of {@code name|value|description} parted by ampersands; empty when absent. */
    private static String geometry(NrrdHeader header) {
        for (String parameter : header.pairs().getOrDefault(PARAMETERS_KEY, "").split("&")) {
            if (parameter.startsWith(GEOMETRY)) {
                return parameter.substring(GEOMETRY.length()).split("\\|", 2)[0];
            }
        }
        return "";
    }

    private static boolean isGeometry(String[] words) {
        if (words.length != NUMBERS) {
            return false;
        }
        for (int n = 0; n < NUMBERS; n++) {
            if (!(n < 16 ? NUMBER : WHOLE).matcher(words[n]).matches()) {
                return false;
            }
        }
        return number(words[12]) == 0 && number(words[13]) == 0 && number(words[14]) == 0 && number(words[15]) == 1;
    }

    /** The lattice of the image by its matrix, which maps an index to RAS mm whatever the frame of the file. */
    private static LatticeHeader imageLattice(LatticeHeader own, String[] words) {
        VectorMm iStep = column(words, 0);
        VectorMm jStep = column(words, 1);
        VectorMm kStep = column(words, 2);
        VectorMm first = column(words, 3)
                .plus(number(words[16]), iStep)
                .plus(number(words[18]), jStep)
                .plus(number(words[20]), kStep);
        return new LatticeHeader(own.ni(), own.nj(), own.nk(), iStep, jStep, kStep, first);
    }

    private static VectorMm column(String[] words, int column) {
        return VectorMm.fromRas(number(words[column]), number(words[4 + column]), number(words[8 + column]));
    }

    private static double number(String word) {
        return Double.parseDouble(word);
    }

    private static long smallest(long[] counts) {
        return Math.min(counts[0], Math.min(counts[1], counts[2]));
    }

    private static String beyond(long[] counts) {
        return Math.max(0, -counts[0]) + " " + Math.max(0, -counts[1]) + " " + Math.max(0, -counts[2]);
    }

    private static NrrdCrop doubted(NrrdHeader header, String why) {
        String text = "the voxels around the segmentation are unknown: " + why;
        return new NrrdCrop(
                Optional.empty(), List.of(new Finding("segmentation-reference", "H15", text, header.file())));
    }
}
