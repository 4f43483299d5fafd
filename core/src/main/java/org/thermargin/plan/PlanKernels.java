package org.thermargin.plan;

import org.thermargin.VectorModule;

/**
 * Finds the fastest kernels of this virtual machine: the vector ones where the module {@code jdk.incubator.vector} was added
 * at start, else the plain ones.
 */
final class PlanKernels {
    private PlanKernels() {}

    static ThinnestKernel thinnest(BallTree surface) {
        if (VectorModule.isPresent()) {
            try {
                return Class.forName("org.thermargin.plan.VectorThinnestKernel")
                        .asSubclass(ThinnestKernel.class)
                        .getDeclaredConstructor(BallTree.class)
                        .newInstance(surface);
            } catch (ReflectiveOperationException | LinkageError e) {
                // another release of the incubating module: slower, never wrong
            }
        }
        return new TreeThinnestKernel(surface);
    }

    static CoverKernel cover() {
        if (VectorModule.isPresent()) {
            try {
                return Class.forName("org.thermargin.plan.VectorCoverKernel")
                        .asSubclass(CoverKernel.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException | LinkageError e) {
                // as above
            }
        }
        return new PlainCoverKernel();
    }
}
