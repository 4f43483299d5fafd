package org.thermargin;

/**
 * The module of vector instructions, {@code jdk.incubator.vector}, which is there where the virtual machine was started with
 * {@code --add-modules}. Kernels that use it may differ from plain ones in the last bit of a float.
 */
public final class VectorModule {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorModule() {}

    /** Whether the module is there. */
    public static boolean isPresent() {
        return PRESENT;
    }
}
