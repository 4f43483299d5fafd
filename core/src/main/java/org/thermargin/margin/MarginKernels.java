package org.thermargin.margin;

import org.thermargin.VectorModule;

/**
 * Finds the fastest kernels of this virtual machine: the vector ones where the module {@code jdk.incubator.vector} was added
 * at start, else the plain ones.
 */
final class MarginKernels {
    private MarginKernels() {}

    /** Sums of a fit, for one thread. */
    static FitKernel fit() {
        return VectorModule.isPresent()
                ? vector("VectorFitKernel", FitKernel.class, new PlainFitKernel())
                : new PlainFitKernel();
    }

    /** Stencils of a bent field; for any thread. */
    static StencilKernel stencil() {
        return VectorModule.isPresent()
                ? vector("VectorStencilKernel", StencilKernel.class, new PlainStencilKernel())
                : new PlainStencilKernel();
    }

    private static <T> T vector(String name, Class<T> kernel, T plain) {
        try {
            return Class.forName("org.thermargin.margin." + name)
                    .asSubclass(kernel)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return plain; // another release of the incubating module: slower, never wrong
        }
    }
}
