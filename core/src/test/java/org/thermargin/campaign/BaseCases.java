package org.thermargin.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.thermargin.campaign.BaseCase.Kind;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.Region;

/**
 * Makes the bases: a liver, lesions, zones, a vein and a spleen, balls in balls, so that the margin is the difference of
 * the radii less that of the centres. Each has unequal spacing and no symmetry, so that a mistake in any axis moves
 * something; kinds, spacing, tilt, storage order, sizes and margins differ from base to base.
 */
final class BaseCases {
    private static final double[][] SPACINGS = {
        {1, 1.25, 1.5}, {0.9, 1.1, 2}, {1.2, 1, 1.4}, {0.8, 1, 2.5}, {1.3, 1.1, 0.9}, {1, 0.85, 1.75}, {1.1, 0.95, 1.2}
    };
    private static final double[] THICK = {0.75, 0.9, 5};
    private static final double[] SAGITTAL = {2.5, 0.95, 1.1};

    /** True margins so far from 0 and from the target that every lattice decides. */
    private static final double[] MARGINS = {7.5, 2.4, -2.5, 8.5, -3, 2.6, 7.8};

    /** Of the tabled zone of 100 W for 600 s, mm: across and along the shaft, and beyond the tip. */
    private static final double SHORT_MM = 36;

    private static final double LONG_MM = 42;
    private static final double BEYOND_TIP_MM = 9.45;
    private static final List<Kind> ALL = List.of(Kind.values());
    private static final int KINDS = ALL.size();

    private final Kind kind;
    private final SplittableRandom random;
    private final double marginMm;
    private final boolean isFirstRound;
    private final Frame frame;
    private final Map<String, BinaryMask> masks = new LinkedHashMap<>();

    private BaseCases(int n) {
        kind = ALL.get(n % KINDS);
        isFirstRound = n / KINDS % 2 == 0;
        random = new SplittableRandom(9_000 + n);
        double normal = MARGINS[n % MARGINS.length];
        // an interval of 3 mm to either side decides only far from 0 and 5; labels cannot show a lesion outside its
        // zone
        marginMm = switch (kind) {
            case THICK_SLICES -> isFirstRound ? 12 : 13.5;
            case SAGITTAL_SLICES -> isFirstRound ? 8.5 : -3;
            case LABELS_IN_ONE_FILE -> normal > 0 ? normal : 7.2;
            default -> normal;
        };
        double[] spacing = kind == Kind.THICK_SLICES
                ? THICK
                : kind == Kind.SAGITTAL_SLICES ? SAGITTAL : SPACINGS[n % SPACINGS.length];
        double tilt = n % 3 == 0 ? 0 : 0.3;
        frame = new Frame(lattice(
                spacing,
                Direction3.of(tilt * (random.nextDouble() - 0.5), tilt * (random.nextDouble() - 0.5), 1),
                tilt * (random.nextDouble() - 0.5)));
    }

    /** The base of that number; any number gives one. */
    static BaseCase of(int n) {
        BaseCases maker = new BaseCases(n);
        String name =
                "base " + n + " (" + maker.kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        NiftiBytes.Storage storage = NiftiBytes.Storage.of(n);
        if (maker.kind == Kind.APPLICATOR) {
            String applicators = maker.planned();
            return new BaseCase(name, maker.kind, maker.masks, List.of(maker.marginMm), storage, applicators);
        }
        return new BaseCase(name, maker.kind, maker.masks, maker.drawn(), storage, "");
    }

    private List<Double> drawn() {
        double r = radius();
        double offset = 1 + random.nextDouble();
        Direction3 way = Direction3.of(random.nextDouble() + 0.2, random.nextDouble() + 0.3, random.nextDouble() + 0.4);
        // a mirror image must lie outside the zone: what moves by less looks like an ablation that missed
        Point3 lesion = frame.alongAxes(-24 + 2 * random.nextDouble(), 17, kind == Kind.THICK_SLICES ? 15 : 11);
        if (kind == Kind.UNDER_THE_CAPSULE) {
            lesion = frame.at(-54 + 4 + r, 14, -11); // 3 mm of liver between lesion and capsule
            way = Direction3.of(-1, 0.3 * random.nextDouble(), -0.2);
        }
        Region liver = frame.ellipsoid(-9, 0, 0, 50, 44, 36);
        Region zone =
                Region.ball(lesion.along(way, offset), r + offset + marginMm).and(liver);
        Region vein = frame.ellipsoid(12, -12, 0, 3, 3, 24);
        if (kind == Kind.BESIDE_A_VESSEL) {
            Point3 beside = frame.relative(lesion);
            vein = frame.ellipsoid(beside.x() + r + 4.5, beside.y(), beside.z() + 3, 3, 3.2, 20);
            draw("liver", liver.without(vein));
        } else if (kind == Kind.SAGITTAL_SLICES) {
            draw("liver", liver.without(Region.ball(lesion, r)));
        } else {
            draw("liver", liver);
        }
        List<Double> truths = List.of(marginMm);
        Region lesions = Region.ball(lesion, r);
        if (kind == Kind.TWO_LESIONS) {
            Point3 second = frame.at(16, -14, -8);
            double other = marginMm > 5 ? 2.4 : 7.5;
            lesions = lesions.or(Region.ball(second, 5.5));
            zone = zone.or(
                    Region.ball(second.along(way, -0.8), 5.5 + 0.8 + other).and(liver));
            truths = List.of(marginMm, other);
        } else if (kind == Kind.PLANNED_AND_OBSERVED) {
            draw("plan", Region.ball(lesion.along(way, -1), r + 1 + 7.4).and(liver));
            truths = List.of(7.4, marginMm);
        }
        draw("lesion", lesions);
        draw("zone", zone);
        draw("vein", vein);
        draw("spleen", frame.ellipsoid(47, 18, 4, 8, 10, 12));
        return truths;
    }

    private double radius() {
        return switch (kind) {
            case THICK_SLICES -> 8 + 2 * random.nextDouble();
            case SMALL -> 4 + random.nextDouble();
            case TWO_LESIONS -> 7 + random.nextDouble();
            default -> 6 + 3 * random.nextDouble();
        };
    }

    /** A ball across the shaft from the middle of a tabled spheroid: the nearest place of its surface is its waist. */
    private String planned() {
        double offset = 1 + random.nextDouble();
        double r = SHORT_MM / 2 - offset - marginMm;
        Direction3 shaft = Direction3.of(1, 0.3 * random.nextDouble(), 0.2);
        // patients differ in where their lesions lie; off the diagonal, so that exchanged axes move them
        Point3 lesion = isFirstRound ? frame.alongAxes(-22, 17, 11) : frame.alongAxes(-26, 14, -14);
        Point3 tip = lesion.along(shaft.anyPerpendicular(), -offset).along(shaft, LONG_MM / 2 - BEYOND_TIP_MM);
        Point3 entry = tip.along(shaft, -95);
        draw("liver", frame.ellipsoid(-9, 0, 0, 50, 44, 36));
        draw("lesion", Region.ball(lesion, r));
        draw("vein", frame.ellipsoid(14, -12, 0, 1.2, 1.3, 12)); // too thin to cool
        draw("spleen", frame.ellipsoid(47, 18, 4, 8, 10, 12));
        return String.format(
                Locale.ROOT,
                "{\"id\": \"n1\", \"source\": \"planned\", \"device\": \"emprint\", \"power_w\": 100, \"time_s\": 600,"
                        + " \"entry_mm\": %s, \"tip_mm\": %s}",
                text(entry),
                text(tip));
    }

    private static String text(Point3 p) {
        return String.format(Locale.ROOT, "[%.6f, %.6f, %.6f]", p.x(), p.y(), p.z());
    }

    private void draw(String role, Region region) {
        masks.put(role, region.mask(frame.grid()));
    }

    /** About 130 x 104 x 88 mm; centres off the lattice planes. */
    private VoxelGrid lattice(double[] spacing, Direction3 k, double turn) {
        int nx = (int) Math.ceil(132 / spacing[0]);
        int ny = (int) Math.ceil(106 / spacing[1]);
        int nz = (int) Math.ceil(92 / spacing[2]);
        Direction3 j = k.cross(Direction3.of(1, turn, 0));
        Direction3 i = j.cross(k);
        Point3 middle = new Point3(random.nextDouble() * 9, random.nextDouble() * 9 - 60, 300 + random.nextDouble());
        Point3 origin = middle.along(i, -spacing[0] * nx / 2.0)
                .along(j, -spacing[1] * ny / 2.0)
                .along(k, -spacing[2] * nz / 2.0);
        return VoxelGrid.oriented(nx, ny, nz, spacing[0], spacing[1], spacing[2], i, j, k, origin);
    }

    /** Positions relative to the middle of the lattice, along the world axes. */
    private record Frame(VoxelGrid grid) {
        Point3 middle() {
            return grid.toWorld(grid.nx() / 2.0, grid.ny() / 2.0, grid.nz() / 2.0);
        }

        Point3 at(double x, double y, double z) {
            return middle().shifted(x, y, z);
        }

        /** A position along the axes of the lattice, which mirror images and exchanged axes refer to. */
        Point3 alongAxes(double x, double y, double z) {
            return grid.toWorld(
                    grid.nx() / 2.0 + x / grid.dxMm(),
                    grid.ny() / 2.0 + y / grid.dyMm(),
                    grid.nz() / 2.0 + z / grid.dzMm());
        }

        Point3 relative(Point3 p) {
            Point3 m = middle();
            return p.shifted(-m.x(), -m.y(), -m.z());
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
}
