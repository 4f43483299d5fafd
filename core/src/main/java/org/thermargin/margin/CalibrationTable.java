package org.thermargin.margin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Half-widths of the calibrated 99 % interval of the margin: for 99 % of simulated shapes at a spacing the estimate is
 * off by no more. The table is a resource made by the calibration command (see docs/margins.md); between its spacings
 * the half-width is interpolated linearly in the largest spacing, between isotropic lattices and those of slice ratio
 * {@value #ANISOTROPIC} linearly in the ratio, and it grows in proportion to spacings above those calibrated; below
 * them it stays. Shapes on real images may differ.
 */
final class CalibrationTable {
    private record Row(String kind, boolean axial, double minMm, double maxMm, double halfWidthMm) {
        boolean isotropic() {
            return maxMm < 1.1 * minMm;
        }
    }

    private static final String ORGAN = "_organ";

    /** How zone and organ were given, as the table names it. */
    static String kind(boolean exactZone, boolean organ) {
        return (exactZone ? "exact" : "sampled") + (organ ? ORGAN : "");
    }

    /** Slice ratio from which the rows of anisotropic lattices hold alone. */
    private static final double ANISOTROPIC = 1.25;

    private final List<Row> rows;

    CalibrationTable(List<String> lines) {
        rows = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#") || line.startsWith("zone")) {
                continue;
            }
            String[] f = line.split(",");
            rows.add(new Row(
                    f[0],
                    f[1].equals("axial"),
                    Double.parseDouble(f[2]),
                    Double.parseDouble(f[3]),
                    Double.parseDouble(f[4])));
        }
    }

    /** The table of the release. */
    static CalibrationTable released() {
        try (InputStream in = CalibrationTable.class.getResourceAsStream("calibration.csv")) {
            if (in == null) {
                throw new IllegalStateException("calibration.csv is missing from the jar");
            }
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return new CalibrationTable(reader.lines().toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Half-width in mm for a lattice with the given smallest and largest spacing (mm); with an organ at least that
     * without, since fewer scenes with organs were run.
     *
     * @param kind how zone and organ were given, see {@link #kind}
     * @param axial whether the thinnest margin runs along the axis of largest spacing
     */
    double halfWidthMm(String kind, boolean axial, double minMm, double maxMm) {
        double width = ofKindMm(kind, axial, minMm, maxMm);
        return kind.endsWith(ORGAN)
                ? Math.max(width, ofKindMm(kind.substring(0, kind.length() - ORGAN.length()), axial, minMm, maxMm))
                : width;
    }

    private double ofKindMm(String kind, boolean axial, double minMm, double maxMm) {
        double ratio = maxMm / minMm;
        double thick = Math.min(1, Math.max(0, (ratio - 1) / (ANISOTROPIC - 1)));
        double isotropic = interpolate(kind, axial, true, minMm, maxMm);
        return thick == 0 ? isotropic : isotropic + thick * (interpolate(kind, axial, false, minMm, maxMm) - isotropic);
    }

    private double interpolate(String kind, boolean axial, boolean isotropic, double minMm, double maxMm) {
        Row below = null;
        Row above = null;
        for (Row row : rows) {
            if (!row.kind.equals(kind) || row.axial != axial || row.isotropic() != isotropic) {
                continue;
            }
            if (row.maxMm <= maxMm && (below == null || row.maxMm > below.maxMm)) {
                below = row;
            }
            if (row.maxMm >= maxMm && (above == null || row.maxMm < above.maxMm)) {
                above = row;
            }
        }
        double width;
        double minOfRows;
        if (below == null || above == null) {
            Row row = below == null ? above : below;
            width = row.halfWidthMm * Math.max(1, maxMm / row.maxMm);
            minOfRows = isotropic ? maxMm : row.minMm;
        } else {
            double t = above.maxMm > below.maxMm ? (maxMm - below.maxMm) / (above.maxMm - below.maxMm) : 0;
            width = below.halfWidthMm + t * (above.halfWidthMm - below.halfWidthMm);
            minOfRows = isotropic ? minMm : below.minMm + t * (above.minMm - below.minMm);
        }
        return width * Math.max(1, minMm / minOfRows);
    }
}
