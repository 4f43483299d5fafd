package org.thermargin.distance;

import org.thermargin.VectorModule;

/** The fastest kernel of this virtual machine, found once. */
final class EnvelopeKernels {
    private static final EnvelopeKernel FASTEST =
            VectorModule.fastest(EnvelopeKernel.class, "VectorEnvelopeKernel", ScalarEnvelopeKernel::new);

    private EnvelopeKernels() {}

    /** The kernel that transforms use. */
    static EnvelopeKernel fastest() {
        return FASTEST;
    }
}
