package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;

/**
 * What lies around a lesion: the ablated share of shells of 1 to 10 mm and the volume within the target distance that is
 * not ablated. Counted at the points of the lesion's lattice with thick axes subdivided, each point classed by its
 * distance to the reconstructed lesion surface; within the organ where one is known.
 */
final class Surroundings {
    private static final int SHELLS = 10;

    private final long[] inShell = new long[SHELLS + 1];
    private final long[] ablatedInShell = new long[SHELLS + 1];
    private long insufficient;
    private final double pointMl;

    private Surroundings(double pointMl) {
        this.pointMl = pointMl;
    }

    /** Counts around the lesion; {@code depth} is the signed distance to its surface, positive inside. */
    static Surroundings of(
            BinaryMask lesion,
            SignedField depth,
            ZoneRegion zone,
            Optional<BinaryMask> organ,
            double targetMm,
            int threads) {
        VoxelGrid grid = lesion.grid();
        double reach = Math.max(SHELLS, targetMm);
        IndexBox box = lesion.boundingBox()
                .orElseThrow()
                .grown(
                        (int) Math.ceil(reach / grid.dxMm()) + 1,
                        (int) Math.ceil(reach / grid.dyMm()) + 1,
                        (int) Math.ceil(reach / grid.dzMm()) + 1);
        BinaryMask near = lesion.cropped(box);
        VoxelGrid coarse = near.grid();
        float[] squared = DistanceTransform.squaredVolumeMm2(near, threads).values();
        int[] parts = new int[3];
        double fine = grid.minSpacingMm();
        parts[0] = (int) Math.max(1, Math.round(grid.dxMm() / fine));
        parts[1] = (int) Math.max(1, Math.round(grid.dyMm() / fine));
        parts[2] = (int) Math.max(1, Math.round(grid.dzMm() / fine));
        Surroundings result = new Surroundings(coarse.voxelVolumeMm3() / 1000 / parts[0] / parts[1] / parts[2]);
        double slack = reach + 1.5 * grid.voxelDiagonalMm();
        Slab[] slabs = new Slab[coarse.nz()];
        Workers.run(coarse.nz(), threads, () -> k -> {
            Slab slab = new Slab(depth.walker(), zone, organ, targetMm);
            for (int j = 0; j < coarse.ny(); j++) {
                for (int i = 0; i < coarse.nx(); i++) {
                    if (squared[coarse.linearIndex(i, j, k)] <= slack * slack) {
                        slab.voxel(coarse, i, j, k, parts);
                    }
                }
            }
            slabs[k] = slab;
        });
        for (Slab slab : slabs) {
            result.insufficient += slab.insufficient;
            for (int d = 0; d <= SHELLS; d++) {
                result.inShell[d] += slab.inShell[d];
                result.ablatedInShell[d] += slab.ablatedInShell[d];
            }
        }
        return result;
    }

    /** Counts of one voxel layer, so that layers are counted independently. */
    private static final class Slab {
        private final SignedField depth;
        private final ZoneRegion zone;
        private final Optional<BinaryMask> organ;
        private final double targetMm;
        private final long[] inShell = new long[SHELLS + 1];
        private final long[] ablatedInShell = new long[SHELLS + 1];
        private long insufficient;

        Slab(SignedField depth, ZoneRegion zone, Optional<BinaryMask> organ, double targetMm) {
            this.depth = depth;
            this.zone = zone;
            this.organ = organ;
            this.targetMm = targetMm;
        }

        void voxel(VoxelGrid grid, int i, int j, int k, int[] parts) {
            for (int c = 0; c < parts[2]; c++) {
                for (int b = 0; b < parts[1]; b++) {
                    for (int a = 0; a < parts[0]; a++) {
                        double ci = i + (a + 0.5) / parts[0] - 0.5;
                        double cj = j + (b + 0.5) / parts[1] - 0.5;
                        double ck = k + (c + 0.5) / parts[2] - 0.5;
                        point(grid.worldX(ci, cj, ck), grid.worldY(ci, cj, ck), grid.worldZ(ci, cj, ck));
                    }
                }
            }
        }

        private void point(double x, double y, double z) {
            if (!inOrgan(x, y, z)) {
                return;
            }
            double distance = -depth.depthMm(x, y, z);
            if (distance <= 0 || distance > Math.max(SHELLS, targetMm)) {
                return;
            }
            boolean ablated = zone.contains(x, y, z);
            if (distance <= SHELLS) {
                int shell = (int) Math.ceil(distance);
                inShell[shell]++;
                ablatedInShell[shell] += ablated ? 1 : 0;
            }
            insufficient += distance < targetMm && !ablated ? 1 : 0;
        }

        /** As for the margin: beyond the organ's grid its border voxels continue. */
        private boolean inOrgan(double x, double y, double z) {
            if (organ.isEmpty()) {
                return true;
            }
            BinaryMask mask = organ.get();
            VoxelGrid grid = mask.grid();
            return mask.get(
                    nearest(grid.indexI(x, y, z), grid.nx()),
                    nearest(grid.indexJ(x, y, z), grid.ny()),
                    nearest(grid.indexK(x, y, z), grid.nz()));
        }

        private static int nearest(double index, int n) {
            return Math.max(0, Math.min(n - 1, (int) Math.floor(index + 0.5)));
        }
    }

    /** Ablated share of the shell from the lesion surface to d mm, d = 1..10; shells without tissue are left out. */
    List<ZoneNumbers.ShellCoverage> shells() {
        List<ZoneNumbers.ShellCoverage> shells = new ArrayList<>();
        long all = 0;
        long ablated = 0;
        for (int d = 1; d <= SHELLS; d++) {
            all += inShell[d];
            ablated += ablatedInShell[d];
            if (all > 0) {
                shells.add(new ZoneNumbers.ShellCoverage(d, (double) ablated / all));
            }
        }
        return shells;
    }

    /** Largest d whose shell, and every smaller one, has at least the share; empty when none has. */
    static OptionalDouble largest(List<ZoneNumbers.ShellCoverage> shells, double share) {
        OptionalDouble largest = OptionalDouble.empty();
        for (ZoneNumbers.ShellCoverage shell : shells) {
            if (shell.ablatedFraction() < share) {
                break;
            }
            largest = OptionalDouble.of(shell.dMm());
        }
        return largest;
    }

    /** Volume within the target distance of the lesion that is organ and not ablated, mL. */
    double insufficientMl() {
        return insufficient * pointMl;
    }
}
