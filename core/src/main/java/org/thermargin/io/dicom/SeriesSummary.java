package org.thermargin.io.dicom;

import java.util.Objects;
import java.util.OptionalInt;
import org.thermargin.InputException;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;

/**
 * One series of a folder with several, for choosing.
 *
 * @param number as stated; empty when it is not
 * @param modality e.g. {@code CT}
 * @param files number of files
 * @param hash first digits of the hash of its identifier, which name it when numbers do not
 * @param text its lattice, or why it is refused
 * @param refusal code of the refusal; empty when it can be read
 */
public record SeriesSummary(OptionalInt number, String modality, int files, String hash, String text, String refusal) {
    public SeriesSummary {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(refusal, "refusal");
    }

    static SeriesSummary of(Series series, ReadOptions options) {
        String text;
        String refusal = "";
        try {
            text = switch (series.kind()) {
                case SEGMENTATION -> "segmentation (SEG)";
                case CONTOURS -> "contours (RTSTRUCT)";
                default -> lattice(new ImageSeries(series, options).order().canonicalGrid());
            };
        } catch (InputException e) {
            text = e.findings().get(0).text();
            refusal = e.code();
        }
        return new SeriesSummary(
                series.number(), series.first().modality(), series.instances().size(), series.hash(), text, refusal);
    }

    private static String lattice(VoxelGrid grid) {
        return grid.nx() + " x " + grid.ny() + " x " + grid.nz() + " voxels of " + SliceStack.number(grid.dxMm())
                + " x " + SliceStack.number(grid.dyMm()) + " x " + SliceStack.number(grid.dzMm()) + " mm";
    }
}
