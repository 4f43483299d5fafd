package org.thermargin;

import java.lang.reflect.Constructor;
import java.util.function.Supplier;

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

    /**
     * The fastest kernel of this virtual machine: the vector one where the module is there, else the plain one.
     *
     * @param kind what both are
     * @param vector class of the vector one, in the package of its kind, with one constructor
     * @param plain makes the plain one
     * @param arguments of the constructor of the vector one
     */
    public static <T> T fastest(Class<T> kind, String vector, Supplier<? extends T> plain, Object... arguments) {
        if (PRESENT) {
            try {
                Constructor<?> constructor =
                        Class.forName(kind.getPackageName() + "." + vector).getDeclaredConstructors()[0];
                constructor.setAccessible(true);
                return kind.cast(constructor.newInstance(arguments));
            } catch (ReflectiveOperationException | LinkageError e) {
                // another release of the incubating module: slower, never wrong
            }
        }
        return plain.get();
    }
}
