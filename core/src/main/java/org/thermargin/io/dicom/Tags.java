package org.thermargin.io.dicom;

/** The data elements that are read, group in the upper 16 bits. */
final class Tags {
    static final int MEDIA_CLASS = 0x00020002;
    static final int TRANSFER_SYNTAX = 0x00020010;
    static final int CHARACTER_SET = 0x00080005;
    static final int SOP_CLASS = 0x00080016;
    static final int SOP_INSTANCE = 0x00080018;
    static final int MODALITY = 0x00080060;
    static final int REFERENCED_SERIES = 0x00081115;
    static final int REFERENCED_INSTANCES = 0x0008114a;
    static final int REFERENCED_SOP_INSTANCE = 0x00081155;
    static final int PATIENT_ID = 0x00100020;
    static final int SPACING_BETWEEN_SLICES = 0x00180088;
    static final int STUDY = 0x0020000d;
    static final int SERIES = 0x0020000e;
    static final int SERIES_NUMBER = 0x00200011;
    static final int INSTANCE_NUMBER = 0x00200013;
    static final int POSITION = 0x00200032;
    static final int ORIENTATION = 0x00200037;
    static final int FRAME_OF_REFERENCE = 0x00200052;
    static final int PLANE_POSITION = 0x00209113;
    static final int PLANE_ORIENTATION = 0x00209116;
    static final int SAMPLES_PER_PIXEL = 0x00280002;
    static final int PHOTOMETRIC = 0x00280004;
    static final int FRAMES = 0x00280008;
    static final int ROWS = 0x00280010;
    static final int COLUMNS = 0x00280011;
    static final int PIXEL_SPACING = 0x00280030;
    static final int BITS_ALLOCATED = 0x00280100;
    static final int BITS_STORED = 0x00280101;
    static final int HIGH_BIT = 0x00280102;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int RESCALE_INTERCEPT = 0x00281052;
    static final int RESCALE_SLOPE = 0x00281053;
    static final int PIXEL_MEASURES = 0x00289110;
    static final int PIXEL_VALUE_TRANSFORMATION = 0x00289145;
    static final int SEGMENTATION_TYPE = 0x00620001;
    static final int SEGMENTS = 0x00620002;
    static final int SEGMENT_NUMBER = 0x00620004;
    static final int SEGMENT_LABEL = 0x00620005;
    static final int SEGMENT_IDENTIFICATION = 0x0062000a;
    static final int REFERENCED_SEGMENT = 0x0062000b;
    static final int MAXIMUM_FRACTIONAL = 0x0062000e;
    static final int CONTOUR_IMAGES = 0x30060016;
    static final int REFERENCED_FRAMES_OF_REFERENCE = 0x30060010;
    static final int RT_REFERENCED_STUDIES = 0x30060012;
    static final int RT_REFERENCED_SERIES = 0x30060014;
    static final int ROIS = 0x30060020;
    static final int ROI_NUMBER = 0x30060022;
    static final int ROI_NAME = 0x30060026;
    static final int ROI_CONTOURS = 0x30060039;
    static final int CONTOURS = 0x30060040;
    static final int CONTOUR_TYPE = 0x30060042;
    static final int CONTOUR_POINTS = 0x30060046;
    static final int CONTOUR_DATA = 0x30060050;
    static final int REFERENCED_ROI = 0x30060084;
    static final int SHARED_GROUPS = 0x52009229;
    static final int FRAME_GROUPS = 0x52009230;
    static final int FLOAT_PIXELS = 0x7fe00008;
    static final int DOUBLE_PIXELS = 0x7fe00009;
    static final int PIXELS = 0x7fe00010;
    static final int ITEM = 0xfffee000;
    static final int ITEM_END = 0xfffee00d;
    static final int SEQUENCE_END = 0xfffee0dd;

    private Tags() {}

    /** The tag as documents write it: {@code (0028,0010)}. */
    static String text(int tag) {
        String hex = String.format(java.util.Locale.ROOT, "%08x", tag);
        return "(" + hex.substring(0, 4) + "," + hex.substring(4) + ")";
    }
}
