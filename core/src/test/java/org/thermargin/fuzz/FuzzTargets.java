package org.thermargin.fuzz;

import java.io.IOException;
import java.util.List;

/** All targets by name. */
final class FuzzTargets {
    /** In the order in which they are run: what strangers' files reach first, first. */
    static final List<String> NAMES = List.of(
            "dicom-series",
            "dicom-part10",
            "dicom-seg",
            "dicom-contours",
            "nrrd-header",
            "nrrd-data",
            "nrrd-detached",
            "nifti-header",
            "nifti-gz",
            "metaimage",
            "case-file",
            "markups",
            "poses",
            "transforms",
            "stl",
            "devices",
            "label-map",
            "plan-request",
            "manifest",
            "study-journal",
            "size-arithmetic");

    private FuzzTargets() {}

    /** The target of a name. */
    static FuzzTarget of(String name) throws IOException {
        return switch (name) {
            case "dicom-series" -> DicomTargets.series();
            case "dicom-part10" -> DicomTargets.part10();
            case "dicom-seg" -> DicomTargets.segmentation();
            case "dicom-contours" -> DicomTargets.contours();
            case "nrrd-header" -> VolumeTargets.nrrdHeader();
            case "nrrd-data" -> VolumeTargets.nrrdData();
            case "nrrd-detached" -> VolumeTargets.nrrdDetached();
            case "nifti-header" -> VolumeTargets.niftiHeader();
            case "nifti-gz" -> VolumeTargets.niftiGz();
            case "metaimage" -> VolumeTargets.metaImage();
            case "case-file" -> CaseTargets.caseFile();
            case "markups" -> PlanTargets.markups();
            case "poses" -> PlanTargets.poses();
            case "transforms" -> PlanTargets.transforms();
            case "stl" -> PlanTargets.stl();
            case "devices" -> PlanTargets.devices();
            case "label-map" -> PlanTargets.labelMap();
            case "plan-request" -> PlanTargets.planRequest();
            case "manifest" -> CaseTargets.manifest();
            case "study-journal" -> CaseTargets.journal();
            case "size-arithmetic" -> SizeTarget.target();
            default -> throw new IllegalArgumentException("no fuzz target " + name + "; there are " + NAMES);
        };
    }
}
