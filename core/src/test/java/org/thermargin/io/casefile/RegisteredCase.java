package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.OpenCase;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.nrrd.NrrdWriter;
import org.thermargin.io.transform.TransformWriter;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A case before and after ablation: a ball of 10 mm in a liver on the scan before, and its zone of 16 mm, 2 mm off
 * centre, drawn on a scan after on which the patient lies otherwise. The margin is 4 mm.
 */
final class RegisteredCase {
    /** The lesion on the scan before. */
    static final Point3 LESION = new Point3(-60, 12, 40);

    static final double MARGIN_MM = 4;

    private static final double LESION_RADIUS_MM = 10;
    private static final double ZONE_RADIUS_MM = 16;
    private static final Point3 ZONE = LESION.shifted(0, 2, 0);

    /** Anatomical places of the scan before that a person could mark on both scans. */
    private static final double[][] MARKS = {
        {-110, 0, 10}, {-20, -40, 60}, {-70, 60, 0}, {-30, 30, 95}, {-95, -35, 70}, {-10, 20, 20}
    };

    private final Path folder;
    private final AffineMap beforeToAfter;

    /** Writes the volumes; the patient lies on the scan after as the map says. */
    RegisteredCase(Path folder, AffineMap beforeToAfter) throws IOException {
        this.folder = folder;
        this.beforeToAfter = beforeToAfter;
        VoxelGrid before = grid(LESION, 0.9, 0.9, 1.2);
        NrrdWriter.write(folder.resolve("lesion.nrrd"), ball(before, LESION, LESION_RADIUS_MM));
        NrrdWriter.write(folder.resolve("liver.nrrd"), ball(before, LESION.shifted(5, 0, 0), 38));
        Point3 after = beforeToAfter.apply(ZONE);
        NrrdWriter.write(folder.resolve("zone.nrrd"), ball(grid(after, 0.8, 0.8, 1), after, ZONE_RADIUS_MM));
    }

    private static VoxelGrid grid(Point3 centre, double dx, double dy, double dz) {
        int n = 100;
        return VoxelGrid.axisAligned(
                n,
                n,
                n,
                dx,
                dy,
                dz,
                centre.shifted(-dx * (n / 2.0 + 0.2), -dy * (n / 2.0 - 0.1), -dz * (n / 2.0 + 0.4)));
    }

    private static BinaryMask ball(VoxelGrid grid, Point3 c, double radius) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(c) <= radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Writes the motion as a transform file, before to after. */
    RegisteredCase withTransform(String name) throws IOException {
        TransformWriter.write(folder.resolve(name), beforeToAfter);
        return this;
    }

    /** Writes landmarks of both scans, marked on the scan after with an error, mm per axis. */
    RegisteredCase withLandmarks(SplittableRandom random, double sdMm) throws IOException {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int n = 0; n < MARKS.length; n++) {
            Point3 p = new Point3(MARKS[n][0], MARKS[n][1], MARKS[n][2]);
            Point3 q = beforeToAfter
                    .apply(p)
                    .shifted(random.nextGaussian() * sdMm, random.nextGaussian() * sdMm, random.nextGaussian() * sdMm);
            before.append(n == 0 ? "" : ",").append(point("fork " + n, p.x(), p.y(), p.z()));
            // the other frame, to be converted
            after.insert(0, point("fork " + n, -q.x(), -q.y(), q.z()) + (n == 0 ? "" : ","));
        }
        Files.writeString(folder.resolve("before.mrk.json"), markups("LPS", before));
        Files.writeString(folder.resolve("after.mrk.json"), markups("RAS", after));
        return this;
    }

    private static String point(String label, double x, double y, double z) {
        return "{\"id\": \"1\", \"label\": \"" + label + "\", \"positionStatus\": \"defined\", \"position\": [" + x
                + ", " + y + ", " + z + "]}";
    }

    private static String markups(String frame, CharSequence points) {
        return "{\"@schema\": \"https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/"
                + "Schema/markups-schema-v1.0.3.json#\", \"markups\": [{\"type\": \"Fiducial\", \"coordinateSystem\": \""
                + frame + "\", \"coordinateUnits\": \"mm\", \"controlPoints\": [" + points + "]}]}";
    }

    /** Writes case.json with that registration, and reads it. */
    CaseFile stating(String images, String registration) throws IOException, InputException {
        return stating(images, registration, "");
    }

    CaseFile stating(String images, String registration, String more) throws IOException, InputException {
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "registered", "volumes": [
                  {"role": "lesion", "file": "lesion.nrrd", "name": "lesion"},
                  {"role": "liver", "file": "liver.nrrd"},
                  {"role": "zone", "file": "zone.nrrd"}%s],
                 "criteria": {"preset": "custom", "target_mm": 2},
                 "images": "%s", "registration": %s}
                """.formatted(more, images, registration));
        return CaseFileReader.readAny(folder);
    }

    static Assessment assess(CaseFile file) throws InputException {
        return open(file).assessment();
    }

    static OpenCase open(CaseFile file) throws InputException {
        return new CaseAssessor(
                        CaseAssessor.Options.defaults(2),
                        new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                .open(
                        new SceneBuilder(ReadOptions.strict(), 2).build(file),
                        AssessmentCriteria.custom(file.criteria().targetMm().orElseThrow()));
    }

    static Optional<String> firstTaint(Assessment assessment) {
        List<String> taints = assessment.lesions().get(0).zones().get(0).taints();
        return taints.stream().findFirst();
    }
}
