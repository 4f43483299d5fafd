package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.Region;

/**
 * A right-sided liver with one lesion, its zone, a vein and a spleen, whose margin is known on paper: ball and ball, the
 * zone well inside the liver. Every base has unequal spacing, an oblique or straight lattice
 * and no symmetry, so that a mistake in any axis moves something.
 *
 * @param name what it is called in reports
 * @param masks role to mask; a role is also the stem of its file name
 * @param mamMm true minimal margin, mm
 */
record BaseCase(String name, Map<String, BinaryMask> masks, double mamMm) {
    private static final double[][] SPACINGS = {{1, 1.25, 1.5}, {0.9, 1.1, 2}, {1.2, 1, 1.4}, {0.8, 1.0, 2.5}};
    /** True margins so far from 0 and from the target that every lattice decides. */
    private static final double[] MARGINS = {7.5, 2.4, -2.5, 8.5, -3, 2.6};

    /** The base of that number; any number gives one. */
    static BaseCase of(int n) {
        SplittableRandom random = new SplittableRandom(9_000 + n);
        double[] spacing = SPACINGS[n % SPACINGS.length];
        double margin = MARGINS[n % MARGINS.length];
        double r = 6 + 2 * random.nextDouble();
        double offset = 1 + random.nextDouble();
        double zone = r + offset + margin;
        VoxelGrid grid = lattice(spacing, n % 2 == 1, random);
        Frame f = new Frame(grid);
        Point3 lesion = f.at(-28 + 2 * random.nextDouble(), 17, 10);
        Direction3 way = Direction3.of(random.nextDouble() + 0.2, random.nextDouble() + 0.3, random.nextDouble() + 0.4);
        Map<String, BinaryMask> masks = new LinkedHashMap<>();
        masks.put("liver", f.ellipsoid(-14, 2, 3, 44, 40, 31).mask(grid));
        masks.put("lesion", Region.ball(lesion, r).mask(grid));
        masks.put("zone", Region.ball(lesion.along(way, offset), zone).mask(grid));
        masks.put("vein", f.ellipsoid(10, -10, 0, 3, 3, 24).mask(grid));
        masks.put("spleen", f.ellipsoid(38, 18, 4, 9, 10, 12).mask(grid));
        return new BaseCase("base " + n, masks, margin);
    }

    /** About 136 x 116 x 96 mm; centres off the lattice planes. */
    private static VoxelGrid lattice(double[] spacing, boolean oblique, SplittableRandom random) {
        int nx = (int) Math.ceil(136 / spacing[0]);
        int ny = (int) Math.ceil(116 / spacing[1]);
        int nz = (int) Math.ceil(96 / spacing[2]);
        Direction3 i = Direction3.LEFT;
        Direction3 j = Direction3.POSTERIOR;
        Direction3 k = Direction3.SUPERIOR;
        if (oblique) {
            k = Direction3.of(0.1, 0.15, 1);
            i = j.cross(k);
            j = k.cross(i);
        }
        Point3 middle = new Point3(random.nextDouble() * 9, random.nextDouble() * 9 - 60, 300 + random.nextDouble());
        Point3 origin = middle.along(i, -spacing[0] * nx / 2.0)
                .along(j, -spacing[1] * ny / 2.0)
                .along(k, -spacing[2] * nz / 2.0);
        return VoxelGrid.oriented(nx, ny, nz, spacing[0], spacing[1], spacing[2], i, j, k, origin);
    }

    /** Positions relative to the middle of the lattice, along the world axes. */
    private record Frame(VoxelGrid grid) {
        Point3 at(double x, double y, double z) {
            return grid.toWorld(grid.nx() / 2.0, grid.ny() / 2.0, grid.nz() / 2.0)
                    .shifted(x, y, z);
        }

        Region ellipsoid(double x, double y, double z, double a, double b, double c) {
            Point3 m = at(x, y, z);
            return (px, py, pz) -> {
                double u = (px - m.x()) / a;
                double v = (py - m.y()) / b;
                double w = (pz - m.z()) / c;
                return u * u + v * v + w * w <= 1;
            };
        }
    }

    /** Writes {@code case.json} and one uncompressed NIfTI file per role into the folder. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, BinaryMask> mask : masks.entrySet()) {
            NiftiWriter.write(folder.resolve(mask.getKey() + ".nii"), mask.getValue());
        }
        Files.writeString(folder.resolve("case.json"), caseFile(), StandardCharsets.UTF_8);
    }

    private String caseFile() {
        return """
                {
                  "schema": "thermargin.case/1",
                  "id": "campaign",
                  "volumes": [
                    {"role": "liver", "file": "liver.nii"},
                    {"role": "lesion", "file": "lesion.nii"},
                    {"role": "zone", "file": "zone.nii"},
                    {"role": "vessel", "file": "vein.nii", "kind": "hepaticVein"},
                    {"role": "structure", "file": "spleen.nii", "name": "spleen"}
                  ],
                  "criteria": {"target_mm": 5}
                }
                """;
    }
}
