package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.Region;

/**
 * A case of two scans whose margin is known on paper: lesion, liver and vein on the scan before, the zone and a spleen on
 * the scan after, on a lattice of its own, and between them a rigid map in a transform file, in landmarks, or in both.
 *
 * @param n its number
 * @param marginMm true minimal margin, mm
 * @param motion the map that the transform file holds
 * @param forward whether it takes points of the scan before to the scan after
 * @param statement what the case has
 * @param lesion middle of the lesion on the scan before
 * @param liver middle of the liver on the scan before
 */
record TwoScans(
        int n, double marginMm, Motion motion, boolean forward, Statement statement, Point3 lesion, Point3 liver) {
    /** How the case says where the scans lie. */
    enum Statement {
        FILE,
        FILE_AND_LANDMARKS,
        LANDMARKS;

        boolean hasFile() {
            return this != LANDMARKS;
        }

        boolean hasLandmarks() {
            return this != FILE;
        }
    }

    private static final double LESION_MM = 8;
    private static final double OFFSET_MM = 1.4;

    /** Bound on the error that the cases with a file state, mm. */
    private static final double ERROR_MM = 1.5;

    private static final double[][] LANDMARKS_MM = {
        {-40, -22, 20}, {35, -30, -14}, {30, 26, 24}, {-34, 30, -20}, {4, -36, 28}, {-6, 8, -33}, {22, 4, 9}
    };

    /** The case of that number. Where no landmarks can contradict, what moves must move further than the zone reaches. */
    static TwoScans of(int n) {
        SplittableRandom random = new SplittableRandom(77_000 + n);
        Statement statement = Statement.values()[n % 3];
        boolean near = statement == Statement.FILE_AND_LANDMARKS;
        Point3 liver = new Point3(-70 + 9 * random.nextDouble(), -190 + 30 * random.nextDouble(), 240 + 90 * n);
        Point3 lesion = liver.shifted(-17 + 3 * random.nextDouble(), 11, -9 + 2 * random.nextDouble());
        double turn = near ? 1 : 3.5;
        double shift = near ? 7 : 38;
        Motion motion = new Motion(
                List.of(
                        turn * Math.toRadians(4 + random.nextDouble()),
                        -turn * Math.toRadians(3 + random.nextDouble()),
                        turn * Math.toRadians(5 + random.nextDouble())),
                lesion.shifted(-62, -44, 33),
                List.of(
                        -shift * (0.8 + 0.2 * random.nextDouble()),
                        shift * (0.7 + 0.2 * random.nextDouble()),
                        shift * (0.9 + 0.2 * random.nextDouble())));
        return new TwoScans(n, n % 2 == 0 ? 9 : -6, motion, n % 4 < 2, statement, lesion, liver);
    }

    String name() {
        return "two scans " + n + " ("
                + statement.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }

    /** Points of the scan before to the scan after. */
    AffineMap toAfter() {
        return forward ? motion.map() : motion.map().inverse();
    }

    private Region zone() {
        Direction3 way = Direction3.of(2, -1, 1.5);
        return Region.ball(lesion.along(way, OFFSET_MM), LESION_MM + OFFSET_MM + marginMm);
    }

    /** A region of the scan before as it lies on the scan after. */
    private Region after(Region before) {
        AffineMap back = toAfter().inverse();
        return (x, y, z) -> {
            Point3 p = back.apply(new Point3(x, y, z));
            return before.contains(p.x(), p.y(), p.z());
        };
    }

    private static Region ellipsoid(Point3 m, double a, double b, double c) {
        return (x, y, z) -> {
            double u = (x - m.x()) / a;
            double v = (y - m.y()) / b;
            double w = (z - m.z()) / c;
            return u * u + v * v + w * w <= 1;
        };
    }

    VoxelGrid gridBefore() {
        return around(liver, new double[] {1, 1.25, 1.5}, Direction3.of(0.1 * (n % 2), -0.05, 1));
    }

    private VoxelGrid gridAfter() {
        return around(toAfter().apply(liver), new double[] {1.3, 0.9, 1.1}, Direction3.of(-0.04, 0.08 * (n % 3), 1));
    }

    private static VoxelGrid around(Point3 middle, double[] spacing, Direction3 k) {
        int nx = (int) Math.ceil(150 / spacing[0]);
        int ny = (int) Math.ceil(116 / spacing[1]);
        int nz = (int) Math.ceil(98 / spacing[2]);
        Direction3 j = k.cross(Direction3.of(1, 0.03, 0));
        Direction3 i = j.cross(k);
        Point3 origin = middle.along(i, -spacing[0] * nx / 2.0)
                .along(j, -spacing[1] * ny / 2.0)
                .along(k, -spacing[2] * nz / 2.0);
        return VoxelGrid.oriented(nx, ny, nz, spacing[0], spacing[1], spacing[2], i, j, k, origin);
    }

    /** The zone as it lies on the scan after. */
    BinaryMask zoneAfter() {
        return after(zone()).mask(gridAfter());
    }

    /** The zone as somebody would have it who had resampled it to the scan before. */
    BinaryMask zoneBefore() {
        return zone().mask(gridBefore());
    }

    /** Writes {@code case.json} and what it names. */
    void write(Path folder) throws IOException {
        VoxelGrid grid = gridBefore();
        NiftiWriter.write(
                folder.resolve("lesion.nii"), Region.ball(lesion, LESION_MM).mask(grid));
        NiftiWriter.write(
                folder.resolve("liver.nii"), ellipsoid(liver, 58, 47, 40).mask(grid));
        NiftiWriter.write(
                folder.resolve("vein.nii"),
                ellipsoid(liver.shifted(27, -12, 4), 3, 3, 24).mask(grid));
        NiftiWriter.write(folder.resolve("zone.nii"), zoneAfter());
        NiftiWriter.write(
                folder.resolve("spleen.nii"),
                after(ellipsoid(liver.shifted(61, 18, 4), 7, 9, 12)).mask(gridAfter()));
        if (statement.hasFile()) {
            Files.writeString(folder.resolve("between.tfm"), motion.text(), StandardCharsets.US_ASCII);
        }
        if (statement.hasLandmarks()) {
            landmarks(folder, "before.mrk.json", AffineMap.IDENTITY);
            landmarks(folder, "after.mrk.json", toAfter());
        }
        Files.writeString(folder.resolve("case.json"), caseFile(), StandardCharsets.UTF_8);
    }

    /** Marked with an error of a few tenths of a millimetre on each scan. */
    private void landmarks(Path folder, String file, AffineMap map) throws IOException {
        SplittableRandom random = new SplittableRandom(file.hashCode() + n);
        StringBuilder points = new StringBuilder();
        for (int p = 0; p < LANDMARKS_MM.length; p++) {
            double[] m = LANDMARKS_MM[p];
            Point3 place = map.apply(liver.shifted(m[0], m[1], m[2]));
            points.append(points.isEmpty() ? "" : ",\n")
                    .append(String.format(
                            Locale.ROOT,
                            "    {\"label\": \"L%d\", \"position\": [%.4f, %.4f, %.4f]}",
                            p + 1,
                            place.x() + 0.3 * (random.nextDouble() - 0.5),
                            place.y() + 0.3 * (random.nextDouble() - 0.5),
                            place.z() + 0.3 * (random.nextDouble() - 0.5)));
        }
        Files.writeString(
                folder.resolve(file),
                "{\"@schema\": \"https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/"
                        + "Schema/markups-schema-v1.0.3.json#\",\n \"markups\": [{\"type\": \"Fiducial\","
                        + " \"coordinateSystem\": \"LPS\", \"coordinateUnits\": \"mm\", \"controlPoints\": [\n" + points
                        + "]}]}\n",
                StandardCharsets.UTF_8);
    }

    private String caseFile() {
        String file = statement.hasFile()
                ? ",\n    \"transform\": \"between.tfm\",\n    \"maps\": \""
                        + (forward ? "lesion-to-zone" : "zone-to-lesion") + "\",\n    \"error_mm\": " + ERROR_MM
                : "";
        String marks = statement.hasLandmarks()
                ? ",\n    \"landmarks_before\": \"before.mrk.json\",\n    \"landmarks_after\": \"after.mrk.json\""
                : "";
        return """
                {
                  "schema": "thermargin.case/1",
                  "id": "two-scans",
                  "volumes": [
                    {"role": "liver", "file": "liver.nii"},
                    {"role": "lesion", "file": "lesion.nii"},
                    {"role": "zone", "file": "zone.nii"},
                    {"role": "vessel", "file": "vein.nii", "kind": "hepaticVein"},
                    {"role": "structure", "file": "spleen.nii", "name": "spleen"}
                  ],
                  "images": "different",
                  "registration": {
                    "drawn_after": ["spleen"]%s%s
                  },
                  "criteria": {"target_mm": 5}
                }
                """.formatted(file, marks);
    }
}
