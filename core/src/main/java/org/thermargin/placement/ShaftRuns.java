package org.thermargin.placement;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The pieces of a straight segment that lie in the voxel bodies of a mask. Walks from voxel to voxel (Amanatides and Woo,
 * Eurographics 1987); each crossing is computed from its voxel face and not summed up, so that lengths are exact for the
 * voxel bodies. Against the true region a piece is off by at most one voxel diagonal at each of its ends when the
 * shaft meets the surface steeply; along a grazed surface no bound holds.
 *
 * @param runs pieces in the order of the segment, apart from each other
 * @param lengthMm length of the whole segment, mm
 */
public record ShaftRuns(List<Run> runs, double lengthMm) {
    /** A piece between two distances from the start of the segment, mm. */
    public record Run(double fromMm, double toMm) {
        /** Length, mm. */
        public double lengthMm() {
            return toMm - fromMm;
        }
    }

    public ShaftRuns {
        runs = List.copyOf(runs);
    }

    /** The pieces of the segment in the mask; none outside its grid. */
    public static ShaftRuns of(BinaryMask mask, Point3 from, Point3 to) {
        VoxelGrid grid = mask.grid();
        double length = from.distanceMm(to);
        double[] start = index(grid, from);
        double[] end = index(grid, to);
        double[] step = {end[0] - start[0], end[1] - start[1], end[2] - start[2]};
        int[] size = {grid.nx(), grid.ny(), grid.nz()};
        double enter = 0;
        double leave = 1;
        for (int a = 0; a < 3; a++) {
            double low = -0.5 - start[a];
            double high = size[a] - 0.5 - start[a];
            if (step[a] == 0) {
                if (low > 0 || high <= 0) {
                    return new ShaftRuns(List.of(), length);
                }
            } else {
                enter = Math.max(enter, Math.min(low / step[a], high / step[a]));
                leave = Math.min(leave, Math.max(low / step[a], high / step[a]));
            }
        }
        return new ShaftRuns(enter < leave ? walk(mask, start, step, size, enter, leave, length) : List.of(), length);
    }

    private static List<Run> walk(
            BinaryMask mask, double[] start, double[] step, int[] size, double enter, double leave, double length) {
        int[] voxel = new int[3];
        for (int a = 0; a < 3; a++) {
            voxel[a] = (int) Math.floor(start[a] + enter * step[a] + 0.5);
            voxel[a] = Math.max(0, Math.min(size[a] - 1, voxel[a])); // rounding on the faces of the grid
        }
        List<Run> runs = new ArrayList<>();
        double from = -1;
        double t = enter;
        while (t < leave) {
            int axis = 0;
            double next = Double.POSITIVE_INFINITY;
            for (int a = 0; a < 3; a++) {
                if (step[a] != 0) {
                    double face = voxel[a] + (step[a] > 0 ? 0.5 : -0.5);
                    double at = (face - start[a]) / step[a];
                    if (at < next) {
                        next = at;
                        axis = a;
                    }
                }
            }
            boolean inside = mask.get(voxel[0], voxel[1], voxel[2]);
            if (inside && from < 0) {
                from = t;
            } else if (!inside && from >= 0) {
                add(runs, from, t, length);
                from = -1;
            }
            t = Math.max(t, next);
            voxel[axis] += step[axis] > 0 ? 1 : -1;
            if (voxel[axis] < 0 || voxel[axis] >= size[axis]) {
                break;
            }
        }
        if (from >= 0) {
            add(runs, from, Math.min(t, leave), length);
        }
        return runs;
    }

    private static void add(List<Run> runs, double from, double to, double length) {
        if (to > from) {
            runs.add(new Run(from * length, to * length));
        }
    }

    private static double[] index(VoxelGrid grid, Point3 p) {
        return new double[] {
            grid.indexI(p.x(), p.y(), p.z()), grid.indexJ(p.x(), p.y(), p.z()), grid.indexK(p.x(), p.y(), p.z())
        };
    }

    /** The same with gaps of at most this length (mm) between two pieces filled. */
    public ShaftRuns joined(double gapMm) {
        List<Run> joined = new ArrayList<>();
        for (Run run : runs) {
            int last = joined.size() - 1;
            if (last >= 0 && run.fromMm() - joined.get(last).toMm() <= gapMm) {
                joined.set(last, new Run(joined.get(last).fromMm(), run.toMm()));
            } else {
                joined.add(run);
            }
        }
        return new ShaftRuns(joined, lengthMm);
    }

    /** Length inside the mask, mm. */
    public double insideMm() {
        return insideMm(lengthMm);
    }

    /** Length inside the mask on the way from the start to a distance (mm) along the segment, mm. */
    public double insideMm(double untilMm) {
        double sum = 0;
        for (Run run : runs) {
            sum += Math.max(0, Math.min(run.toMm(), untilMm) - run.fromMm());
        }
        return sum;
    }

    /** How often the segment comes into the mask from outside; a segment that starts inside has not entered there. */
    public int entries() {
        return (int) runs.stream().filter(run -> run.fromMm() > 0).count();
    }

    /** Whether the segment starts in the mask. */
    public boolean startsInside() {
        return !runs.isEmpty() && runs.get(0).fromMm() == 0;
    }
}
