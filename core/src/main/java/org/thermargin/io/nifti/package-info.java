/**
 * NIfTI-1 and NIfTI-2 single files ({@code .nii}, {@code .nii.gz}). Start with {@link
 * org.thermargin.io.nifti.NiftiReader} and {@link org.thermargin.io.nifti.NiftiWriter}. The only place, with {@link
 * org.thermargin.io.VectorMm#fromRas}, where NIfTI's right-anterior-superior world meets the LPS world of the engine.
 * Refused with a reason, not read: {@code .hdr/.img} pairs, Analyze 7.5, CIFTI, files of several volumes, complex and
 * colour samples.
 *
 * <p>Formats: R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1", 2004, header {@code nifti1.h};
 * {@code nifti2.h}, 2011.
 */
package org.thermargin.io.nifti;
