package org.thermargin.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/** H02: qform and sform either agree or the file is refused, unless the user names one of them. */
@Tag("H02")
class NiftiXformTest {
    @TempDir
    Path folder;

    private VolumeFile read(NiftiBytes file, ReadOptions.Xform xform) throws IOException, InputException {
        Path path = NiftiBytes.write(folder, "pair.nii", file.bytes());
        return new NiftiReader().readLabels(path, ReadOptions.strict().withXform(xform));
    }

    /** A rotation by at most 0.4 rad about a random axis times random signs, spacing and shift. */
    private static double[][] affine(Random random) {
        double angle = 0.4 * random.nextDouble();
        double[] u = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        double[][] a = new double[3][4];
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int r = 0; r < 3; r++) {
            double sign = random.nextBoolean() ? 1 : -1;
            double spacing = 4 + 5 * random.nextDouble();
            for (int c = 0; c < 3; c++) {
                double outer = u[r] * u[c] / (length * length);
                double cross = r == c ? 0 : u[3 - r - c] / length * ((c - r + 3) % 3 == 1 ? -1 : 1);
                a[c][r] = sign * spacing * ((r == c ? cos : 0) + (1 - cos) * outer + sin * cross);
            }
            a[r][3] = 200 * (random.nextDouble() - 0.5);
        }
        return a;
    }

    @Test
    void twoHundredPairsAreJudgedByTheirCorners() throws IOException, InputException {
        Random random = new Random(2);
        int agreed = 0;
        for (int n = 0; n < 200; n++) {
            NiftiBytes file = NiftiBytes.scene();
            file.version = 2; // doubles: the pair's distance is what the test says it is
            double[][] q = affine(random);
            double[][] s = new double[3][];
            for (int r = 0; r < 3; r++) {
                s[r] = q[r].clone();
            }
            double shift = n % 2 == 0 ? 0.02 * random.nextDouble() : 0.12 + random.nextDouble();
            boolean mirrored = n % 10 == 9;
            if (mirrored) {
                for (int r = 0; r < 3; r++) { // first axis run backwards over the same voxels
                    s[r][3] += s[r][0] * (file.dim[1] - 1);
                    s[r][0] = -s[r][0];
                }
            } else {
                s[random.nextInt(3)][3] += shift;
            }
            file.lattice((int) file.dim[1], (int) file.dim[2], (int) file.dim[3], q);
            file.srowRas = s;

            if (n % 2 == 0) {
                assertThat(read(file, ReadOptions.Xform.AGREED).taints()).isEmpty();
                agreed++;
                continue;
            }
            InputException refusal =
                    catchThrowableOfType(InputException.class, () -> read(file, ReadOptions.Xform.AGREED));
            assertThat(refusal)
                    .as("pair %d, shift %f, mirrored %s", n, shift, mirrored)
                    .isNotNull();
            assertThat(refusal.code()).isEqualTo("qform-sform-disagree");
        }
        assertThat(agreed).isEqualTo(100);
    }

    @Test
    void chosenFormIsUsedAndTaints() throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        file.quaternRas[3] += 30;

        VolumeFile s = read(file, ReadOptions.Xform.SFORM);
        VolumeFile q = read(file, ReadOptions.Xform.QFORM);

        assertThat(s.grid()).isEqualTo(AsymmetricScene.GRID);
        assertThat(s.taints()).containsExactly("xform-s");
        assertThat(q.taints()).containsExactly("xform-q");
        assertThat(q.findings()).extracting(Finding::code).containsExactly("qform-sform-disagree");
        assertThat(q.grid().origin().x()).isEqualTo(AsymmetricScene.ORIGIN.x() - 30);
    }

    @Test
    void choiceThatDoesNotMatterIsNoTaint() throws IOException, InputException {
        VolumeFile volume = read(NiftiBytes.scene(), ReadOptions.Xform.QFORM);

        assertThat(volume.taints()).isEmpty();
        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
    }

    @Test
    void mirroredFormsAreNeverAveragedAway() throws IOException {
        NiftiBytes file = NiftiBytes.scene();
        file.pixdim[0] = -1;

        assertThat(catchThrowableOfType(InputException.class, () -> read(file, ReadOptions.Xform.AGREED)))
                .hasMessageContaining("handedness");
    }

    @Test
    void chosenFormMustBePresent() throws IOException {
        NiftiBytes file = NiftiBytes.scene();
        file.qformCode = 0;

        assertThat(catchThrowableOfType(InputException.class, () -> read(file, ReadOptions.Xform.QFORM))
                        .code())
                .isEqualTo("orientation-absent");
    }

    /**
     * Half turns but for a tilt t: a = t/2 is lost in float32 when small, and 500 voxels away the naive reading would be
     * off by up to 0.4 mm.
     */
    @Test
    void honestHalfTurnsInFloat32Agree() throws IOException, InputException {
        for (double tilt = 1e-5; tilt < 0.01; tilt *= 1.1) {
            double cos = Math.cos(tilt);
            double sin = Math.sin(tilt);
            NiftiBytes file = new NiftiBytes();
            double[][] affineRas = {{-0.8 * cos, 0.8 * sin, 0, 200}, {-0.8 * sin, -0.8 * cos, 0, 200}, {0, 0, 2, -300}};
            file.lattice(500, 500, 12, affineRas);
            file.data = new byte[500 * 500 * 12];

            VolumeFile volume = read(file, ReadOptions.Xform.AGREED);

            assertThat(volume.findings()).as("tilt %f", tilt).isEmpty();
        }
    }
}
