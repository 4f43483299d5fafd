package org.thermargin.plan;

import org.thermargin.VectorModule;

/** The fastest kernels of this virtual machine. */
final class PlanKernels {
    private PlanKernels() {}

    /** Where a plan is thinnest over the surface points of the tree; for one thread. */
    static ThinnestKernel thinnest(BallTree surface) {
        return VectorModule.fastest(
                ThinnestKernel.class, "VectorThinnestKernel", () -> new TreeThinnestKernel(surface), surface);
    }

    /** Rows of voxels that a plan covers; for one thread. */
    static CoverKernel cover() {
        return VectorModule.fastest(CoverKernel.class, "VectorCoverKernel", PlainCoverKernel::new);
    }
}
