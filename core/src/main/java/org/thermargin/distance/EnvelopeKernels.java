package org.thermargin.distance;

import org.thermargin.VectorModule;

/**
 * Finds the fastest kernel of this virtual machine once: the vector one where the module {@code jdk.incubator.vector} was
 * added at start, else the plain one.
 */
final class EnvelopeKernels {
    private static final String VECTOR_KERNEL = "org.thermargin.distance.VectorEnvelopeKernel";
    private static final EnvelopeKernel FASTEST = find();

    private EnvelopeKernels() {}

    /** The kernel that transforms use. */
    static EnvelopeKernel fastest() {
        return FASTEST;
    }

    private static EnvelopeKernel find() {
        if (!VectorModule.isPresent()) {
            return new ScalarEnvelopeKernel();
        }
        try {
            return Class.forName(VECTOR_KERNEL)
                    .asSubclass(EnvelopeKernel.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return new ScalarEnvelopeKernel(); // another release of the incubating module: slower, never wrong
        }
    }
}
