package org.thermargin.margin;

import org.thermargin.VectorModule;

/** The fastest kernels of this virtual machine. */
final class MarginKernels {
    private MarginKernels() {}

    /** Sums of a fit; for one thread. */
    static FitKernel fit() {
        return VectorModule.fastest(FitKernel.class, "VectorFitKernel", PlainFitKernel::new);
    }

    /** Stencils of a bent field; for any thread. */
    static StencilKernel stencil() {
        return VectorModule.fastest(StencilKernel.class, "VectorStencilKernel", PlainStencilKernel::new);
    }
}
