/**
 * DICOM: image series of single files or multi-frame, folders of masks, segmentations (SEG) and contours (RTSTRUCT), from
 * folders, zip archives or single files. Start from {@link org.thermargin.io.dicom.DicomReader}. Only what places and
 * fills voxels is read; names, dates and identifiers of patients never leave this package, except as hashes. Writing,
 * networks, lossy compression, colour and registration objects are not here.
 */
package org.thermargin.io.dicom;
