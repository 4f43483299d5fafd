/**
 * NRRD volumes and 3D Slicer segmentations ({@code .nrrd}, {@code .nhdr}, {@code .seg.nrrd}). Start with
 * {@link org.thermargin.io.nrrd.NrrdReader} and {@link org.thermargin.io.nrrd.NrrdWriter}. A header becomes a {@code
 * NrrdHeader} (fields as written), then a {@code NrrdLayout} (sizes, layers, world geometry), then the data follow in
 * the encoding it names. Not here: headers without a patient orientation are refused, never completed; vector, tensor
 * and time series data are refused; {@code LIST} and numbered data files are refused.
 *
 * <p>Format: G. Kindlmann, "Definition of NRRD File Format", teem.sourceforge.net/nrrd/format.html.
 */
package org.thermargin.io.nrrd;
