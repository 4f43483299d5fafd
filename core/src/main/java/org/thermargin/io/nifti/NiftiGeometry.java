package org.thermargin.io.nifti;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.ReadOptions;

/**
 * The lattice of a NIfTI file with what had to be assumed for it. Rules: three axes longer than one voxel's worth, one
 * volume; an orientation must be stated (H03); qform and sform, when both are, must agree to 0.1 mm at the corners
 * (H02); spacing fields and affine to 0.1 % (H10); unit m, mm or um, unstated only where mm is plausible (H09).
 */
record NiftiGeometry(StorageOrder order, List<Finding> findings, List<String> taints) {
    private static final double CORNER_TOLERANCE_MM = 0.1;
    private static final double PIXDIM_TOLERANCE = 1e-3;
    private static final int MAX_XFORM_CODE = 5;
    private static final Set<String> UNIT_SYMPTOMS = Set.of("spacing-implausible", "extent-implausible");

    static NiftiGeometry of(NiftiHeader header, ReadOptions options, String file) throws InputException {
        requireOneVolume(header, file);
        List<Finding> findings = new ArrayList<>();
        List<String> taints = new ArrayList<>();
        double mmPerUnit = mmPerUnit(header, options, taints, file);
        NiftiAffine affine = affine(header, mmPerUnit, options, findings, taints, file);
        requirePixdim(header, affine, file);
        NiftiAffine mm = affine.times(mmPerUnit);
        LatticeHeader lattice = new LatticeHeader(
                size(header, 1), size(header, 2), size(header, 3), mm.iStep(), mm.jStep(), mm.kStep(), mm.first());
        boolean unitStated = (header.unitCode() & 7) != 0;
        try {
            StorageOrder order = lattice.checked(file);
            if (!unitStated) {
                findings.add(new Finding(
                        "unit-unstated", "H09", "unit of length is not stated; spacing and extent fit mm", file));
            }
            return new NiftiGeometry(order, List.copyOf(findings), List.copyOf(taints));
        } catch (InputException e) {
            if (!unitStated && UNIT_SYMPTOMS.contains(e.code())) {
                List<Finding> reasons = new ArrayList<>();
                reasons.add(new Finding(
                        "unit-unknown",
                        "H09",
                        "unit of length must be stated where mm is not plausible, was not",
                        file));
                reasons.addAll(e.findings());
                InputException refusal = new InputException(reasons);
                refusal.initCause(e);
                throw refusal;
            }
            throw e;
        }
    }

    private static long size(NiftiHeader header, int axis) {
        return header.dim()[axis];
    }

    private static void requireOneVolume(NiftiHeader header, String file) throws InputException {
        long[] dim = header.dim();
        if (dim[0] < 1 || dim[0] > 7) {
            throw new InputException("dim-invalid", "H28", file, "dim[0] must be 1 to 7, was " + dim[0]);
        }
        StringBuilder sizes = new StringBuilder().append(dim[1]);
        boolean several = false;
        for (int n = 2; n <= dim[0]; n++) {
            sizes.append(" x ").append(dim[n]);
            several |= n > 3 && dim[n] != 1;
        }
        if (header.intentCode() >= 3000 && header.intentCode() < 3100) {
            throw new InputException(
                    "cifti-unsupported", "", file, "file must hold a volume, was CIFTI of size " + sizes);
        }
        if (dim[0] < 3) {
            throw new InputException("not-3d", "H22", file, "volume must have three dimensions, was " + sizes);
        }
        if (several) {
            throw new InputException("several-volumes", "", file, "file must hold one 3-D volume, was " + sizes);
        }
    }

    private static double mmPerUnit(NiftiHeader header, ReadOptions options, List<String> taints, String file)
            throws InputException {
        int code = header.unitCode() & 7;
        switch (code) {
            case 0, 2 -> {
                return 1;
            }
            case 1 -> {
                return 1000;
            }
            case 3 -> {
                return 1e-3;
            }
            default -> {
                if (options.assumeMm()) {
                    taints.add("assume-mm");
                    return 1;
                }
                throw new InputException(
                        "unit-unknown",
                        "H09",
                        file,
                        "unit of length must be m, mm or um (code 1, 2, 3), was code " + code);
            }
        }
    }

    private static NiftiAffine affine(
            NiftiHeader header,
            double mmPerUnit,
            ReadOptions options,
            List<Finding> findings,
            List<String> taints,
            String file)
            throws InputException {
        requireCode("qform_code", header.qformCode(), file);
        requireCode("sform_code", header.sformCode(), file);
        boolean q = header.qformCode() > 0;
        boolean s = header.sformCode() > 0;
        if (!q && !s) {
            throw new InputException(
                    "orientation-absent", "H03", file, "qform_code or sform_code must be above 0, both were 0");
        }
        if ((options.xform() == ReadOptions.Xform.QFORM && !q) || (options.xform() == ReadOptions.Xform.SFORM && !s)) {
            throw new InputException(
                    "orientation-absent",
                    "H03",
                    file,
                    "the chosen " + (q ? "sform" : "qform") + " must be present, its code was 0");
        }
        if (!q) {
            return NiftiAffine.fromSform(header);
        }
        if (!s) {
            return NiftiAffine.fromQform(header, file);
        }
        NiftiAffine sform = NiftiAffine.fromSform(header);
        if (options.xform() == ReadOptions.Xform.AGREED) {
            String conflict = conflict(header, NiftiAffine.nearestQform(header, sform, file), sform, mmPerUnit);
            if (!conflict.isEmpty()) {
                throw new InputException("qform-sform-disagree", "H02", file, conflict);
            }
            return sform;
        }
        boolean chooseQ = options.xform() == ReadOptions.Xform.QFORM;
        String conflict;
        NiftiAffine qform = null;
        try {
            qform = NiftiAffine.nearestQform(header, sform, file);
            conflict = conflict(header, qform, sform, mmPerUnit);
        } catch (InputException e) {
            if (chooseQ) {
                throw e;
            }
            conflict = e.findings().get(0).text();
        }
        if (!conflict.isEmpty()) {
            taints.add(chooseQ ? "xform-q" : "xform-s");
            findings.add(new Finding("qform-sform-disagree", "H02", conflict, file));
        }
        return chooseQ && !conflict.isEmpty() ? qform : sform;
    }

    private static void requireCode(String field, int code, String file) throws InputException {
        if (code < 0 || code > MAX_XFORM_CODE) {
            throw new InputException("xform-code-invalid", "H03", file, field + " must be 0 to 5, was " + code);
        }
    }

    /** What is wrong between the two forms; empty when they agree. */
    private static String conflict(NiftiHeader header, NiftiAffine qform, NiftiAffine sform, double mmPerUnit) {
        double q = qform.determinant();
        double s = sform.determinant();
        if ((q < 0 && s > 0) || (q > 0 && s < 0)) {
            return "qform and sform must have one handedness, one was mirrored";
        }
        double apart = mmPerUnit * qform.cornerDistance(sform, size(header, 1), size(header, 2), size(header, 3));
        return apart <= CORNER_TOLERANCE_MM
                ? ""
                : String.format(
                        Locale.ROOT, "qform and sform must agree to 0.1 mm at the corners, were %.6g mm apart", apart);
    }

    private static void requirePixdim(NiftiHeader header, NiftiAffine affine, String file) throws InputException {
        double[] length = {
            affine.iStep().lengthMm(), affine.jStep().lengthMm(), affine.kStep().lengthMm()
        };
        for (int n = 0; n < 3; n++) {
            double stated = header.pixdim()[n + 1];
            if (!(stated > 0) || !Double.isFinite(stated)) {
                throw new InputException(
                        "spacing-implausible",
                        "H10",
                        file,
                        "spacing pixdim[" + (n + 1) + "] must be above 0, was " + stated);
            }
            if (!(Math.abs(length[n] - stated) <= PIXDIM_TOLERANCE * stated)) {
                throw new InputException(
                        "pixdim-affine-disagree",
                        "H10",
                        file,
                        String.format(
                                Locale.ROOT,
                                "pixdim[%d] and the affine must agree to 0.1 %%, were %.6g and %.6g",
                                n + 1,
                                stated,
                                length[n]));
            }
        }
    }
}
