package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.ZoneRegion;

/**
 * What lies around a lesion: the ablated share of shells of 1 to 10 mm and the volume within the target distance that is
 * not ablated, counted at {@link ShellPoints}.
 */
final class Surroundings {
    /** Number of shells, each 1 mm thick. */
    static final int SHELLS = 10;

    private final long[] inShell = new long[SHELLS + 1];
    private final long[] ablatedInShell = new long[SHELLS + 1];
    private long insufficient;
    private final double pointMl;

    /** Nothing counted yet, for points of that volume. */
    Surroundings(double pointMl) {
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
        return ShellPoints.of(lesion, depth, organ, targetMm, threads).against(zone, threads);
    }

    /** Counts a point of a shell (0: beyond the last), within the target distance or not. */
    void point(int shell, boolean inTarget, boolean ablated) {
        if (shell > 0) {
            inShell[shell]++;
            ablatedInShell[shell] += ablated ? 1 : 0;
        }
        insufficient += inTarget && !ablated ? 1 : 0;
    }

    /** Adds the counts of other points. */
    void add(Surroundings other) {
        insufficient += other.insufficient;
        for (int d = 0; d <= SHELLS; d++) {
            inShell[d] += other.inShell[d];
            ablatedInShell[d] += other.ablatedInShell[d];
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
