package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.labels.LabelMaps;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/**
 * Cases made of masks that others published, from files to scene. No zone was published with them, so a lesion stands
 * in for it. Volumes are those found in the files with other programs, positions those in their headers. Skipped where
 * the files are not at hand.
 */
class PublishedCasesTest {
    /** Masks with slice ranges of their own, nodule and vessels cut out of the liver. */
    @Test
    @Tag("H05")
    void masksWithTheirOwnSliceRangesMeetInTheWorld() throws InputException {
        Scene scene = scene(
                volume(VolumeRole.LIVER, "med-rad-liver/Patient1/liver.nii.gz"),
                volume(VolumeRole.LESION, "med-rad-liver/Patient1/nodule.nii.gz"),
                volume(VolumeRole.ZONE, "med-rad-liver/Patient1/nodule.nii.gz"));

        BinaryMask liver = scene.liver().orElseThrow();
        BinaryMask nodule = scene.lesions().get(0).mask();
        assertThat(liver.grid().nz()).isEqualTo(39);
        assertThat(nodule.grid().nz()).isEqualTo(30);
        assertThat(nodule.volumeMl()).isEqualTo(35.6, within(0.05)); // published to 0.1 mL
        assertThat(liver.grid().origin().z()).isEqualTo(-420, within(1e-3)); // header numbers are float32
        assertThat(liver.grid().sameLattice(nodule.grid(), 1e-3)).isTrue();
        assertThat(sharedVoxels(liver, nodule)).as("cut out of the liver").isZero();
        assertThat(inside(bounds(nodule), bounds(liver))).isTrue();
    }

    @Test
    void twoNodulesInsideTheLiverAreTwoLesions() throws InputException {
        Scene scene = scene(
                volume(VolumeRole.LIVER, "med-rad-liver/Patient2/liver.nii.gz"),
                volume(VolumeRole.LESION, "med-rad-liver/Patient2/nodule1.nii.gz"),
                volume(VolumeRole.LESION, "med-rad-liver/Patient2/nodule2.nii.gz"),
                volume(VolumeRole.VESSEL, "med-rad-liver/Patient2/portalVein.nii.gz")
                        .ofKind(VesselKind.PORTAL),
                volume(VolumeRole.VESSEL, "med-rad-liver/Patient2/hepaticVein.nii.gz")
                        .ofKind(VesselKind.HEPATIC_VEIN),
                volume(VolumeRole.ZONE, "med-rad-liver/Patient2/nodule1.nii.gz"));

        BinaryMask liver = scene.liver().orElseThrow();
        assertThat(scene.lesions()).extracting(LesionMask::name).containsExactly("nodule1", "nodule2");
        assertThat(scene.lesions().get(0).mask().volumeMl()).isEqualTo(10.5, within(0.05)); // published to 0.1 mL
        assertThat(scene.lesions().get(1).mask().volumeMl()).isEqualTo(15.1, within(0.05));
        for (LesionMask lesion : scene.lesions()) {
            assertThat(sharedVoxels(liver, lesion.mask()))
                    .isEqualTo(lesion.mask().count());
        }
        assertThat(sharedVoxels(liver, scene.vessels().get(0).mask()))
                .as("cut out")
                .isZero();
        assertThat(scene.inputs())
                .extracting(SceneInput::role)
                .containsExactly("liver", "lesion,zone", "lesion", "vessel", "vessel");
    }

    /** The vessel file's origin is wrong by 379 mm: it is read as it says, far away from the liver. */
    @Test
    @Tag("H06")
    void aWrongOriginIsKeptAsStatedAndNotMatchedByIndex() throws InputException {
        Scene scene = scene(
                volume(VolumeRole.LIVER, "couinaud/3Dircadb-18_liver.nii.gz"),
                volume(VolumeRole.VESSEL, "couinaud/3Dircadb-18_vessel.nii.gz"),
                volume(VolumeRole.LESION, "couinaud/3Dircadb-18_label.nii.gz").withLabel("7"),
                volume(VolumeRole.ZONE, "couinaud/3Dircadb-18_label.nii.gz").withLabel("any"));

        BinaryMask liver = scene.liver().orElseThrow();
        BinaryMask vessel = scene.vessels().get(0).mask();
        // 512 x 0.742 mm between the two origins, printed to 0.1 mm in the description
        assertThat(Math.abs(vessel.grid().origin().y() - liver.grid().origin().y()))
                .isEqualTo(379.3, within(0.1));
        assertThat(bounds(liver).gapMm(bounds(vessel))).isGreaterThan(100);
        assertThat(scene.lesions().get(0).label()).contains(7);
    }

    @Test
    void consistentLiverAndVesselsMeet() throws InputException {
        Scene scene = scene(
                volume(VolumeRole.LIVER, "couinaud/MSD-375_liver.nii.gz"),
                volume(VolumeRole.VESSEL, "couinaud/MSD-375_vessel.nii.gz"),
                volume(VolumeRole.LESION, "couinaud/MSD-375_vessel.nii.gz").named("stand-in"),
                volume(VolumeRole.ZONE, "couinaud/MSD-375_vessel.nii.gz"));

        assertThat(bounds(scene.liver().orElseThrow())
                        .gapMm(bounds(scene.vessels().get(0).mask())))
                .isZero();
    }

    @Test
    void organsOfALabelMapAreFoundByNumber() throws InputException {
        String seg = "totalsegmentator/example_seg_fast_force_split.nii.gz";
        VolumeEntry organs = new VolumeEntry(
                Optional.empty(),
                path(seg),
                Optional.empty(),
                VesselKind.UNKNOWN,
                Optional.empty(),
                Optional.of(LabelMaps.ready("totalsegmentator")),
                ZoneSource.OBSERVED,
                Optional.empty());

        Scene scene = scene(
                organs,
                volume(VolumeRole.LESION, seg).withLabel("4").named("stand-in"),
                volume(VolumeRole.ZONE, seg).withLabel("4"));

        BinaryMask liver = scene.liver().orElseThrow();
        assertThat(liver.boundingBox().orElseThrow().kHigh())
                .as("cut by the top")
                .isEqualTo(112);
        assertThat(scene.vessels())
                .extracting(v -> v.kind())
                .contains(VesselKind.IVC, VesselKind.PORTAL, VesselKind.ARTERY);
        assertThat(scene.structures())
                .extracting(s -> s.name())
                .contains("gallbladder", "stomach", "duodenum", "colon", "kidney_right");
        assertThat(scene.findings()).extracting(Finding::code).containsExactly("unit-unstated");
        double rightKidneyX = bounds(scene.structures().stream()
                        .filter(s -> s.name().equals("kidney_right"))
                        .findFirst()
                        .orElseThrow()
                        .mask())
                .high()
                .x();
        double leftKidneyX = bounds(scene.structures().stream()
                        .filter(s -> s.name().equals("kidney_left"))
                        .findFirst()
                        .orElseThrow()
                        .mask())
                .low()
                .x();
        assertThat(rightKidneyX).as("x grows towards the left").isLessThan(leftKidneyX);
    }

    /** A segmentation stored without the empty part of its image; tumour and liver share one file. */
    @Test
    @Tag("H15")
    void segmentsOfACroppedSegmentationAreFoundByNameAndAreWhole() throws InputException {
        String seg = "slicer/AblationPlanner_Liver01.seg.nrrd";

        Scene scene = scene(
                volume(VolumeRole.LIVER, seg).withLabel("liver"),
                volume(VolumeRole.LESION, seg).withLabel("tumour"),
                volume(VolumeRole.ZONE, seg).withLabel("tumour"));

        BinaryMask liver = scene.liver().orElseThrow();
        BinaryMask tumour = scene.lesions().get(0).mask();
        assertThat(scene.lesions()).extracting(LesionMask::name).containsExactly("tumour");
        assertThat(liver.volumeMl()).isEqualTo(1408, within(0.5)); // known to 1 mL
        assertThat(tumour.volumeMl()).isEqualTo(2.91, within(0.005)); // known to 0.01 mL
        assertThat(sharedVoxels(liver, tumour)).as("cut out of the liver").isZero();
        assertThat(inside(bounds(tumour), bounds(liver))).isTrue();
        assertThat(liver.touchesBorder()).isFalse();
        assertThat(scene.findings()).isEmpty();
    }

    private static VolumeEntry volume(VolumeRole role, String name) {
        return VolumeEntry.of(role, path(name));
    }

    private static Path path(String name) {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return file;
    }

    private static Scene scene(VolumeEntry... volumes) throws InputException {
        return CaseFolder.scene(new CaseFile(
                "published",
                new ArrayList<>(List.of(volumes)),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of()));
    }

    private static Bounds3 bounds(BinaryMask mask) {
        return mask.worldBounds().orElseThrow();
    }

    private static boolean inside(Bounds3 inner, Bounds3 outer) {
        return outer.union(inner).equals(outer);
    }

    /** Voxels set in both, met by world position on their common lattice. */
    private static long sharedVoxels(BinaryMask a, BinaryMask b) {
        var offset = a.grid().latticeOffset(b.grid());
        long shared = 0;
        for (int k = 0; k < b.grid().nz(); k++) {
            for (int j = 0; j < b.grid().ny(); j++) {
                for (int i = 0; i < b.grid().nx(); i++) {
                    if (b.get(i, j, k) && a.getOrFalse(i + offset.i(), j + offset.j(), k + offset.k())) {
                        shared++;
                    }
                }
            }
        }
        return shared;
    }
}
