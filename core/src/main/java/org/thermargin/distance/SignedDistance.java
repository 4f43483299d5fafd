package org.thermargin.distance;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;

/**
 * Signed distance between voxel centres on both sides of a region: inside, plus the distance to the nearest centre
 * outside; outside, minus the distance to the nearest centre inside. No value is 0: two face neighbours across the
 * border have plus and minus one spacing. Nothing beyond the grid counts as outside.
 */
public final class SignedDistance {
    private SignedDistance() {}

    /**
     * The signed distance, mm, on the region's grid; relative error at most 2e-7. An empty region is -infinity
     * everywhere, a full one +infinity. The same bits for every number of threads.
     */
    public static ScalarVolume of(BinaryMask region, int threads) {
        return of(region, threads, EnvelopeKernels.fastest());
    }

    /** By that kernel, so that the check of fields can be seen to catch a wrong one. */
    static ScalarVolume of(BinaryMask region, int threads, EnvelopeKernel kernel) {
        Workers.check(threads);
        float[] values = VolumeMemory.floats(region.grid());
        DistanceKernel.signed(region, threads, kernel, values);
        FieldCheck.signed(region, values, threads);
        return new ScalarVolume(region.grid(), values);
    }
}
