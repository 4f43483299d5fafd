package org.thermargin.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.io.dicom.ObjectStamp;
import org.thermargin.io.dicom.ReportWriter;
import org.thermargin.io.dicom.SegmentMask;
import org.thermargin.io.dicom.SegmentationWriter;

/**
 * An assessment as DICOM objects of the study it belongs to: {@code segmentation.dcm} with lesions, zones and shortfalls
 * as segments on the lattice of an image series, and {@code measurements.dcm} with the numbers. The two hold what the
 * images say of patient and study; no other file of an assessment does.
 */
final class DicomFiles {
    private static final String BY_CENTRES = "voxels of the image whose centre lies inside";

    private DicomFiles() {}

    /** Writes both files. */
    static void write(
            OutputFolder folder,
            Assessment assessment,
            Optional<BinaryMask> organ,
            ImageReference images,
            Software software,
            Optional<String> date)
            throws IOException, InputException {
        ObjectStamp stamp =
                new ObjectStamp(software.version(), software.commit().orElse(software.version()), date);
        List<ShownSegment> shown = ShownSegment.of(assessment, organ);
        List<SegmentMask> masks = new ArrayList<>();
        for (ShownSegment segment : shown) {
            if (segment.kind() == ShownSegment.Kind.LESION) {
                requireInside(assessment, segment, images);
            }
            masks.add(mask(segment, images, software));
        }
        SegmentationWriter.Written written =
                SegmentationWriter.write(folder.staged("segmentation.dcm"), images, masks, stamp);
        ReportWriter.write(
                folder.staged("measurements.dcm"),
                images,
                written,
                new MeasurementReport(assessment, images, written.object(), shown, written.numbers()).root(),
                MeasurementCodes.SCHEME,
                stamp);
    }

    private static SegmentMask mask(ShownSegment segment, ImageReference images, Software software) {
        boolean lesion = segment.kind() == ShownSegment.Kind.LESION;
        boolean zone = segment.kind() == ShownSegment.Kind.ZONE;
        return new SegmentMask(
                segment.name(),
                (segment.drawn()
                                ? "Mask as imported, how it was drawn is not known"
                                : "Computed from a continuous region")
                        + "; " + BY_CENTRES,
                lesion ? MeasurementCodes.ABNORMAL : MeasurementCodes.SPATIAL,
                lesion ? MeasurementCodes.LESION : zone ? MeasurementCodes.ZONE : MeasurementCodes.SHORTFALL,
                Optional.of(MeasurementCodes.LIVER),
                segment.drawn() ? Optional.empty() : Optional.of("Thermargin " + software.version()),
                segment.kind().rgb(),
                Optional.of(SegmentMask.trackingUid(images, segment.name())),
                segment.on(images.grid()));
    }

    /** Refuses images that do not hold a lesion: they are others than those it was drawn on (H06). */
    private static void requireInside(Assessment assessment, ShownSegment segment, ImageReference images)
            throws InputException {
        BinaryMask lesion = assessment.lesions().get(segment.lesion()).zones().stream()
                .flatMap(z -> z.numbers().stream())
                .findFirst()
                .orElseThrow()
                .lesion();
        VoxelGrid own = lesion.grid();
        VoxelGrid grid = images.grid();
        long outside = 0;
        for (int k = 0; k < own.nz(); k++) {
            for (int j = 0; j < own.ny(); j++) {
                for (int i = 0; i < own.nx(); i++) {
                    if (lesion.get(i, j, k)) {
                        double x = own.worldX(i, j, k);
                        double y = own.worldY(i, j, k);
                        double z = own.worldZ(i, j, k);
                        boolean inside = grid.contains(
                                (int) Math.floor(grid.indexI(x, y, z) + 0.5),
                                (int) Math.floor(grid.indexJ(x, y, z) + 0.5),
                                (int) Math.floor(grid.indexK(x, y, z) + 0.5));
                        outside += inside ? 0 : 1;
                    }
                }
            }
        }
        if (outside > 0) {
            throw new InputException(
                    "dicom-reference-elsewhere",
                    "H06",
                    images.name(),
                    "images that DICOM objects are written for must hold every lesion, " + outside + " voxels of "
                            + segment.name() + " lie outside; images " + grid);
        }
    }
}
