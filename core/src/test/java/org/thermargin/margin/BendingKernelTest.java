package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The field after some sweeps against the same sweeps one after the other, over all nodes, in the plainest code. */
class BendingKernelTest {
    private static final int NX = 37;
    private static final int NY = 21;
    private static final int NZ = 19;
    private static final double[] WEIGHT = {1, 0.8, 0.5};
    private static final double EPS = 0.1;

    /** Signed distance to a wavy sheet or ball, which may leave the box on all sides. */
    private static double[] field(Random random, boolean leaves) {
        double[] phi = new double[NX * NY * NZ];
        double radius = leaves ? 14 : 6;
        double x = 18 + random.nextDouble();
        double y = 10 + random.nextDouble();
        double z = 9 + random.nextDouble();
        for (int n = 0; n < phi.length; n++) {
            double dx = n % NX - x;
            double dy = n / NX % NY - y;
            double dz = n / NX / NY - z;
            phi[n] = radius - Math.sqrt(dx * dx + dy * dy + dz * dz) + 0.3 * random.nextDouble();
        }
        return phi;
    }

    private static byte[] kinds(double[] phi) {
        byte[] kind = new byte[phi.length];
        for (int n = 0; n < phi.length; n++) {
            if (isInner(n) && Math.abs(phi[n]) < 3) {
                boolean centre = n / NX / NY % 2 == 0;
                kind[n] = !centre ? BendingKernel.FREE : phi[n] > 0 ? BendingKernel.INSIDE : BendingKernel.OUTSIDE;
            }
        }
        return kind;
    }

    private static boolean isInner(int n) {
        int i = n % NX;
        int j = n / NX % NY;
        int k = n / NX / NY;
        return i > 0 && j > 0 && k > 0 && i < NX - 1 && j < NY - 1 && k < NZ - 1;
    }

    private static double[] oneAfterTheOther(double[] start, byte[] kind, int sweeps) {
        float[] field = new float[start.length];
        for (int n = 0; n < field.length; n++) {
            field[n] = (float) start[n];
        }
        float[] ahead = field.clone();
        double centre = 2 * (WEIGHT[0] + WEIGHT[1] + WEIGHT[2]);
        float step = (float) (1 / (4 * centre * centre));
        double momentum = 1;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            float[] bend = laplacian(ahead, (float) centre);
            float[] gradient = laplacian(bend, (float) centre);
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            float beta = (float) ((momentum - 1) / next);
            momentum = next;
            for (int n = 0; n < field.length; n++) {
                if (kind[n] != BendingKernel.FIXED) {
                    float value = ahead[n] - step * gradient[n];
                    value = kind[n] == BendingKernel.INSIDE ? Math.max((float) EPS, value) : value;
                    value = kind[n] == BendingKernel.OUTSIDE ? Math.min((float) -EPS, value) : value;
                    ahead[n] = value + beta * (value - field[n]);
                    field[n] = value;
                }
            }
        }
        double[] result = start.clone();
        for (int n = 0; n < result.length; n++) {
            result[n] = kind[n] == BendingKernel.FIXED ? start[n] : field[n];
        }
        return result;
    }

    /** Of the inner nodes; 0 in the outermost layer. */
    private static float[] laplacian(float[] field, float centre) {
        float[] bend = new float[field.length];
        for (int n = 0; n < field.length; n++) {
            if (isInner(n)) {
                bend[n] = (float) WEIGHT[0] * (field[n - 1] + field[n + 1])
                        + (float) WEIGHT[1] * (field[n - NX] + field[n + NX])
                        + (float) WEIGHT[2] * (field[n - NX * NY] + field[n + NX * NY])
                        - centre * field[n];
            }
        }
        return bend;
    }

    private static void holds(StencilKernel stencil) {
        Random random = new Random(7);
        for (int sweeps : new int[] {1, 4, 5, 23}) {
            for (boolean leaves : new boolean[] {false, true}) {
                double[] phi = field(random, leaves);
                byte[] kind = kinds(phi);
                double[] expected = oneAfterTheOther(phi, kind, sweeps);

                BendingKernel.minimise(phi, kind, NX, NY, NZ, WEIGHT, EPS, sweeps, stencil);

                assertThat(phi).isEqualTo(expected);
            }
        }
    }

    @Test
    void sweepsInAWaveAreSweepsOneAfterTheOther() {
        holds(new PlainStencilKernel());
    }

    @Test
    void theFastestStencilGivesTheBitsOfThePlainOne() {
        holds(MarginKernels.stencil());
    }
}
