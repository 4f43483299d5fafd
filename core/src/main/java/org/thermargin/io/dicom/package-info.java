/**
 * DICOM: image series of single files or multi-frame, folders of masks, segmentations (SEG) and contours (RTSTRUCT), from
 * folders, zip archives or single files; segmentations and structured reports are written too. Start from {@link
 * org.thermargin.io.dicom.DicomReader}, {@link org.thermargin.io.dicom.SegmentationWriter} and {@link
 * org.thermargin.io.dicom.ReportWriter}. Only what places and fills voxels is read; names, dates and identifiers of
 * patients never leave this package, except as hashes and from file to file. Networks, lossy compression, colour and
 * registration objects are not here.
 */
package org.thermargin.io.dicom;
