package org.thermargin.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.thermargin.geometry.MeshSolid;

/**
 * The zone rows of one device. Exactly at a row the row is the answer. Between rows the axes and the reach are linear in
 * ln power and ln time on the Delaunay triangulation of the rows, or along the one setting that varies. A setting that no
 * rows enclose lies outside, even where each of power and time is within its range. Between rows that are meshes nothing
 * is interpolated: every setting but those of the rows lies outside.
 */
public final class ZoneTable {
    /** Relative difference below which two settings are the same. */
    private static final double SAME = 1e-12;

    private final List<ZoneRow> rows;
    private final double[] lnPower; // of every row; 0 where power is not set
    private final double[] lnTime;
    private final List<int[]> triangles;

    /**
     * A table of at least one row; either all rows have a power or none has, all are meshes or none is, and no two have
     * the same setting.
     */
    public ZoneTable(List<ZoneRow> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a zone table must have at least one row, had none");
        }
        this.rows = List.copyOf(rows);
        int n = rows.size();
        lnPower = new double[n];
        lnTime = new double[n];
        for (int r = 0; r < n; r++) {
            ZoneRow row = rows.get(r);
            if (row.powerW().isPresent() != rows.get(0).powerW().isPresent()) {
                throw new IllegalArgumentException("all rows or none must have power_w, row " + row.id() + " differs");
            }
            if (row.mesh().isPresent() != rows.get(0).mesh().isPresent()) {
                throw new IllegalArgumentException("all rows or none must have a mesh, row " + row.id() + " differs");
            }
            lnPower[r] = row.powerW().isPresent() ? StrictMath.log(row.powerW().getAsDouble()) : 0;
            lnTime[r] = StrictMath.log(row.timeS());
            for (int other = 0; other < r; other++) {
                if (same(lnPower[r], lnPower[other]) && same(lnTime[r], lnTime[other])) {
                    throw new IllegalArgumentException(
                            "rows " + rows.get(other).id() + " and " + row.id() + " have the same setting");
                }
            }
        }
        triangles = rows.get(0).mesh().isPresent() ? List.of() : SettingTriangles.of(lnPower, lnTime);
    }

    /** The rows, in the order of the file. */
    public List<ZoneRow> rows() {
        return rows;
    }

    /** Whether the rows are told apart by power. */
    public boolean hasPower() {
        return rows.get(0).powerW().isPresent();
    }

    /**
     * The zone at a setting. Outside the table the largest row that exceeds the setting in neither power nor time, or
     * else the nearest row; the answer says so and it is for the caller to refuse it.
     *
     * @param powerW power, W; present exactly where the rows have one
     * @param timeS time, s, > 0
     */
    public TabledZone at(OptionalDouble powerW, double timeS) {
        if (powerW.isPresent() != hasPower()) {
            throw new IllegalArgumentException("power must be given exactly where the table has it");
        }
        double p = powerW.isPresent() ? StrictMath.log(powerW.getAsDouble()) : 0;
        double t = StrictMath.log(timeS);
        if (!inBox(powerW, timeS)) {
            return outside(p, t, powerW, timeS);
        }
        for (int r = 0; r < rows.size(); r++) {
            if (same(lnPower[r], p) && same(lnTime[r], t)) {
                return mixed(new int[] {r}, new double[] {1});
            }
        }
        for (int[] simplex : triangles) {
            double[] weights = SettingTriangles.weights(simplex, lnPower, lnTime, p, t);
            if (weights != null) {
                return mixed(simplex, weights);
            }
        }
        return outside(p, t, powerW, timeS);
    }

    /** Whether power and time each lie within the range of the rows, edges included. */
    private boolean inBox(OptionalDouble powerW, double timeS) {
        boolean lower = false;
        boolean upper = false;
        boolean shorter = false;
        boolean longer = false;
        for (ZoneRow row : rows) {
            lower |= powerW.isEmpty() || row.powerW().getAsDouble() <= powerW.getAsDouble();
            upper |= powerW.isEmpty() || row.powerW().getAsDouble() >= powerW.getAsDouble();
            shorter |= row.timeS() <= timeS;
            longer |= row.timeS() >= timeS;
        }
        return lower && upper && shorter && longer;
    }

    private TabledZone mixed(int[] used, double[] weights) {
        double across = 0;
        double along = 0;
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < used.length; n++) {
            ZoneRow row = rows.get(used[n]);
            if (weights[n] == 0) {
                continue;
            }
            across += weights[n] * row.shortAxisMm();
            along += weights[n] * row.longAxisMm();
            ids.add(row.id());
        }
        Optional<MeshSolid> mesh = used.length == 1 ? rows.get(used[0]).mesh() : Optional.empty();
        return new TabledZone(
                across,
                along,
                mean(used, weights, ZoneRow::reachBeyondTipMm),
                mean(used, weights, ZoneRow::shortAxisSdMm),
                mean(used, weights, ZoneRow::longAxisSdMm),
                ids,
                "",
                mesh);
    }

    /** Weighted mean over the rows; empty where one of them does not state the number. */
    private OptionalDouble mean(int[] used, double[] weights, Function<ZoneRow, OptionalDouble> number) {
        double sum = 0;
        for (int n = 0; n < used.length; n++) {
            OptionalDouble value = number.apply(rows.get(used[n]));
            if (weights[n] > 0 && value.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += weights[n] * value.orElse(0);
        }
        return OptionalDouble.of(sum);
    }

    private TabledZone outside(double p, double t, OptionalDouble powerW, double timeS) {
        int best = -1;
        boolean bestBelow = false;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int r = 0; r < rows.size(); r++) {
            boolean below = lnPower[r] <= p + SAME && lnTime[r] <= t + SAME;
            double distance = Math.abs(lnPower[r] - p) + Math.abs(lnTime[r] - t);
            if (below == bestBelow ? distance < bestDistance : below) {
                best = r;
                bestBelow = below;
                bestDistance = distance;
            }
        }
        ZoneRow row = rows.get(best);
        String asked = (powerW.isPresent() ? plain(powerW.getAsDouble()) + " W " : "") + plain(timeS) + " s";
        return new TabledZone(
                row.shortAxisMm(),
                row.longAxisMm(),
                row.reachBeyondTipMm(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(row.id()),
                asked + " is not " + (row.mesh().isPresent() ? "one of the rows (" : "enclosed by the rows (")
                        + listed() + "); it differs from row " + row.id() + " by " + difference(row, powerW, timeS),
                row.mesh());
    }

    /** Signed differences of a setting from a row in words, exact to the last bit. */
    private static String difference(ZoneRow row, OptionalDouble powerW, double timeS) {
        List<String> parts = new ArrayList<>();
        if (powerW.isPresent() && powerW.getAsDouble() != row.powerW().getAsDouble()) {
            parts.add(signed(powerW.getAsDouble() - row.powerW().getAsDouble()) + " W");
        }
        if (timeS != row.timeS()) {
            parts.add(signed(timeS - row.timeS()) + " s");
        }
        return String.join(" and ", parts);
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + plain(value);
    }

    /** The settings of the rows in words. */
    String listed() {
        List<String> settings = new ArrayList<>();
        for (ZoneRow row : rows) {
            settings.add((row.powerW().isPresent() ? plain(row.powerW().getAsDouble()) + " W " : "")
                    + plain(row.timeS()) + " s");
        }
        return String.join(", ", settings);
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME;
    }
}
