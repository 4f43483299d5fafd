package org.thermargin.io.nifti;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.oracle.FormatComparison;
import org.thermargin.oracle.Oracle;
import org.thermargin.oracle.OracleVolume;

/** Ours against nibabel, in both directions: 120 files that it wrote and 80 that we wrote. */
@Tag("H01")
@Tag("H12")
@Tag("H28")
class NiftiOracleTest {
    private static final double CORNER_TOLERANCE_MM = 1e-4;
    private static final int REPEATS = Integer.getInteger("thermargin.oracle.repeats", 1);

    /** Prints and stores what nibabel reads, as described at {@link OracleVolume}. */
    private static final String DESCRIBE = """
            import sys
            import numpy as np
            import nibabel as nib

            def describe(name, stated=None):
                image = nib.load(name)
                unit = {'mm': 1, 'meter': 1000, 'micron': 0.001}[image.header.get_xyzt_units()[0]]
                nx, ny, nz = image.shape
                numbers = []
                for corner in range(8):
                    index = [(n - 1) * (corner >> a & 1) for a, n in enumerate(image.shape)]
                    x, y, z, _ = unit * ((image.affine if stated is None else stated) @ (index + [1]))
                    numbers += [-x, -y, z]
                print(name, '%d %d %d' % image.shape, image.get_data_dtype(), ' '.join(map(repr, map(float, numbers))), sep='\\t')
                with open(name + '.values', 'wb') as values:
                    values.write(image.get_fdata().astype('<f8').tobytes(order='F'))
            """;

    /**
     * Every type, byte order, version and form; axes in any order, sense and tilt; units, scaling and gzip in turn. A
     * known fault of the oracle: in half turns nibabel takes what float32 left of the quaternion's scalar part for a turn
     * of up to 6e-4, where the reference library takes 0; there the corners are those of the scalar part 0.
     */
    private static final String WRITE = """

            def rotation(random):
                straight = np.eye(3)[random.permutation(3)] * random.choice([-1, 1], 3)
                if random.integers(3) == 0:
                    return straight
                q, r = np.linalg.qr(np.eye(3) + 0.3 * random.normal(size=(3, 3)))
                return q * np.sign(np.diag(r)) @ straight

            def samples(random, dtype, shape):
                dtype = np.dtype(dtype)
                if dtype.kind == 'f':
                    return random.normal(scale=100, size=shape).astype(dtype)
                bound = min(np.iinfo(dtype).max, 2 ** 53)
                return random.integers(max(np.iinfo(dtype).min, -bound), bound, shape, dtype=dtype, endpoint=True)

            def half_turned(header, vector):
                affine = np.eye(4)
                pixdim = header['pixdim'][:4].astype(float)
                affine[:3, :3] = nib.quaternions.quat2mat(np.r_[0, vector]) * pixdim[1:] * [1, 1, pixdim[0]]
                affine[:3, 3] = [header['qoffset_' + c] for c in 'xyz']
                return affine

            folder, repeats = sys.argv[1], int(sys.argv[2])
            types = ['u1', 'i1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f4', 'f8']
            number = 0
            for dtype in types * repeats:
                for order in '<>':
                    for kind, header_kind in ((nib.Nifti1Image, nib.Nifti1Header), (nib.Nifti2Image, nib.Nifti2Header)):
                        for form in ('q', 's', 'qs'):
                            random = np.random.default_rng(number)
                            spacing = np.array([0.6, 4.0, 6.5]) + random.random(3) * 3
                            shape = (np.ceil(20.1 / spacing) + random.integers(0, 5, 3)).astype(int)
                            unit, per_mm = [('mm', 1), ('meter', 0.001), ('micron', 1000)][number % 3]
                            affine = np.eye(4)
                            affine[:3, :3] = rotation(random) * spacing * per_mm
                            affine[:3, 3] = per_mm * random.uniform(-300, 300, 3)
                            header = header_kind(endianness=order)
                            header.set_data_dtype(np.dtype(order + dtype))
                            header.set_xyzt_units(unit)
                            image = kind(samples(random, dtype, shape), None, header=header)
                            image.header.set_qform(affine, 1 if 'q' in form else 0)
                            image.header.set_sform(affine, 2 if 's' in form else 0)
                            image._affine = image.header.get_best_affine()
                            slope, inter = [(np.nan, np.nan), (0.25, -8), (2, 0.5)][number % 3] if dtype[0] != 'f' else (1, 0)
                            image.header.set_slope_inter(slope, inter)
                            name = '%s/n%04d.nii%s' % (folder, number, '.gz' if number % 4 == 3 else '')
                            image.to_filename(name)
                            number += 1
                            vector = np.array([float(image.header['quatern_' + c]) for c in 'bcd'])
                            half_turn = form == 'q' and abs(1 - vector @ vector) < 1e-7
                            describe(name, half_turned(image.header, vector) if half_turn else None)
            """;

    private static final String READ = "\nfor name in sys.argv[1:]:\n    describe(name)\n";

    @TempDir
    Path folder;

    /** float32 holds 250 mm to 8e-6 mm; offset and steps along three axes stay below 1e-4 mm. */
    private FormatComparison comparison() {
        return new FormatComparison(folder, new NiftiReader(), "RAS", CORNER_TOLERANCE_MM);
    }

    @Test
    void weReadWhatNibabelWrites() throws IOException, InputException {
        Oracle nibabel = Oracle.python("numpy", "nibabel");

        comparison().assertReadAlike(OracleVolume.parse(nibabel.run(DESCRIBE + WRITE, folder, REPEATS)), 120 * REPEATS);
    }

    @Test
    void nibabelReadsWhatWeWrite() throws IOException {
        Oracle nibabel = Oracle.python("numpy", "nibabel");
        List<Object> arguments = new ArrayList<>(List.of(DESCRIBE + READ));
        arguments.addAll(comparison().written(80 * REPEATS, n -> n % 8 < 4 ? ".nii" : ".nii.gz"));

        comparison().assertWrittenAlike(OracleVolume.parse(nibabel.run(arguments.toArray())), 80 * REPEATS);
    }
}
