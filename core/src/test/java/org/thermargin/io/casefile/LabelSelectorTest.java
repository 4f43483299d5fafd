package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.io.labels.LabelMaps;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/** Files of ten voxels in a row; the labels are written as digits. */
class LabelSelectorTest {
    private static final VoxelGrid ROW = VoxelGrid.axisAligned(10, 1, 1, 3, 4, 5, new Point3(0, 0, 0));
    private static final Path PATH = Path.of("tumour.seg.nrrd");

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void maskOfOneValueIsTakenWhateverTheValue() throws InputException {
        VolumePart part = one(lesion(), file("0220000000"));

        assertThat(part.mask().count()).isEqualTo(2);
        assertThat(part.label()).as("split into components").isEmpty();
        assertThat(part.name()).isEqualTo("tumour");
        assertThat(one(lesion().named("S7"), file("0220000000")).name()).isEqualTo("S7");
    }

    @Test
    @Tag("H13")
    void oneOfSeveralValuesMustBeNamed() throws InputException {
        InputException refusal = refusal(lesion(), file("0112220000"));

        assertThat(refusal.code()).isEqualTo("label-must-be-named");
        assertThat(refusal)
                .hasMessageContaining("labels 1 (2 voxels), 2 (3 voxels)")
                .hasMessageContaining("lesion");
        assertThat(one(lesion().withLabel("2"), file("0112220000")).mask().count())
                .isEqualTo(3);
        assertThat(one(lesion().withLabel("2"), file("0112220000")).label()).contains(2);
    }

    @Test
    void anyTakesAllTogetherAndEachTakesThemApart() throws InputException {
        VolumePart any = one(lesion().withLabel("any"), file("0112220000"));
        List<VolumePart> each = parts(lesion().withLabel("each"), file("0112220000"));

        assertThat(any.mask().count()).isEqualTo(5);
        assertThat(any.label()).isEmpty();
        assertThat(each).extracting(VolumePart::name).containsExactly("tumour-1", "tumour-2");
        assertThat(each).extracting(p -> p.mask().count()).containsExactly(2L, 3L);
    }

    @Test
    @Tag("H13")
    @Tag("H14")
    void labelsThatAreNotThereAreRefused() {
        assertThat(refusal(lesion().withLabel("3"), file("0112220000")).code()).isEqualTo("label-absent");
        assertThat(refusal(lesion().withLabel("02"), file("0112220000")).code()).isEqualTo("label-absent");
        assertThat(refusal(lesion().withLabel("Tumor"), file("0000000000")))
                .hasMessageContaining("the file has no labels");
        assertThat(refusal(VolumeEntry.of(VolumeRole.LIVER, PATH).withLabel("each"), file("0112220000"))
                        .code())
                .isEqualTo("label-absent");
    }

    @Test
    void segmentsGoByNameAcrossLayers() throws InputException {
        VolumeFile file =
                file(List.of("0111100000", "0022200000"), new Segment("Liver", 1, 0), new Segment("Tumor_1", 2, 1));

        assertThat(one(lesion().withLabel("Tumor_1"), file).mask().count()).isEqualTo(3);
        assertThat(one(lesion().withLabel("Tumor_1"), file).name()).isEqualTo("Tumor_1");
        assertThat(one(lesion().withLabel("any"), file).mask().count())
                .as("1..4 or 2..4")
                .isEqualTo(4);
        assertThat(refusal(lesion(), file)).hasMessageContaining("1 Liver (4 voxels), 2 Tumor_1 (3 voxels)");
    }

    @Test
    @Tag("H13")
    void oneNumberInTwoLayersIsAmbiguous() {
        VolumeFile file = file(List.of("0111100000", "0011100000"), new Segment("a", 1, 0), new Segment("b", 1, 1));

        assertThat(refusal(lesion().withLabel("1"), file).code()).isEqualTo("label-ambiguous");
    }

    @Test
    void labelMapsOfPublicDataSetsAreUnderstood() throws InputException {
        List<VolumePart> lits = parts(mapped("lits"), file("0111220000"));
        List<VolumePart> decathlon = parts(mapped("msd03"), file("0111220000"));
        List<VolumePart> vessels = parts(mapped("msd08"), file("0111220000"));
        List<VolumePart> named = parts(
                mapped("crlm-seg"),
                file(
                        List.of("0123400000"),
                        new Segment("Liver", 1, 0),
                        new Segment("Portal", 2, 0),
                        new Segment("Tumor_1", 3, 0),
                        new Segment("Tumor_2", 4, 0)));

        List<VolumePart> hcc = parts(
                mapped("hcc-tace-seg"),
                file(
                        List.of("0123450000"),
                        new Segment("Liver", 1, 0),
                        new Segment("Mass", 2, 0),
                        new Segment("Portal vein", 3, 0),
                        new Segment("Abdominal aorta", 4, 0),
                        new Segment("Necrosis", 5, 0)));

        assertThat(hcc)
                .extracting(VolumePart::role)
                .containsExactly(
                        VolumeRole.LIVER, VolumeRole.LESION, VolumeRole.VESSEL, VolumeRole.VESSEL, VolumeRole.LESION);
        assertThat(hcc.get(3).vesselKind()).isEqualTo(VesselKind.ARTERY);
        assertThat(lits).extracting(VolumePart::role).containsExactly(VolumeRole.LIVER, VolumeRole.LESION);
        assertThat(lits.get(1).label()).as("a class, to be split into lesions").isEmpty();
        assertThat(lits).extracting(p -> p.mask().count()).containsExactly(3L, 2L);
        assertThat(decathlon).extracting(VolumePart::role).containsExactly(VolumeRole.LIVER, VolumeRole.LESION);
        assertThat(vessels).extracting(VolumePart::role).containsExactly(VolumeRole.VESSEL, VolumeRole.LESION);
        assertThat(vessels.get(0).vesselKind()).isEqualTo(VesselKind.UNKNOWN);
        assertThat(named).extracting(VolumePart::name).containsExactly("Liver", "Portal", "Tumor_1", "Tumor_2");
        assertThat(named.get(1).vesselKind()).isEqualTo(VesselKind.PORTAL);
        assertThat(named.get(3).label()).as("one segment is one lesion").contains(4);
        assertThat(findings).isEmpty();
    }

    @Test
    void roleAndNameAndKindOfTheCaseGoBeforeTheMap() throws InputException {
        LabelMap msd08 = LabelMaps.ready("msd08");
        VolumeEntry vessel = VolumeEntry.of(VolumeRole.VESSEL, PATH)
                .withLabelMap(msd08)
                .named("PV")
                .ofKind(VesselKind.PORTAL);

        VolumePart part = one(vessel, file("0111220000"));

        assertThat(part.name()).isEqualTo("PV");
        assertThat(part.vesselKind()).isEqualTo(VesselKind.PORTAL);
        assertThat(part.mask().count()).isEqualTo(3);
        assertThat(parts(mapped("msd08").named("x"), file("0111220000")))
                .extracting(VolumePart::name)
                .containsExactly("x-vessel", "x-tumour");
    }

    @Test
    @Tag("H13")
    void labelsWithoutMeaningAreSaidAndLeftOut() throws InputException {
        assertThat(parts(mapped("lits"), file("0111223990"))).hasSize(2);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo("labels-unknown");
        assertThat(findings.get(0).text()).startsWith("labels 3 (1 voxels), 9 (2 voxels): no entry in label map lits");
    }

    @Test
    @Tag("H14")
    void rolesThatTheMapDoesNotFindAreRefusedOrSaid() throws InputException {
        LabelMap lits = LabelMaps.ready("lits");

        assertThat(refusal(lesion().withLabelMap(lits), file("0111110000")).code())
                .isEqualTo("lesion-empty");
        assertThat(refusal(mapped("lits"), file("0000000000")).code()).isEqualTo("labels-empty");
        assertThat(parts(VolumeEntry.of(VolumeRole.VESSEL, PATH).withLabelMap(lits), file("0111220000")))
                .isEmpty();
        assertThat(findings).extracting(Finding::code).containsExactly("vessel-empty");
    }

    private static VolumeEntry lesion() {
        return VolumeEntry.of(VolumeRole.LESION, PATH);
    }

    private static VolumeEntry mapped(String map) {
        return new VolumeEntry(
                Optional.empty(),
                PATH,
                Optional.empty(),
                VesselKind.UNKNOWN,
                Optional.empty(),
                Optional.of(LabelMaps.ready(map)),
                ZoneSource.OBSERVED,
                Optional.empty());
    }

    private static VolumeFile file(String labels) {
        return file(List.of(labels));
    }

    private static VolumeFile file(List<String> layers, Segment... segments) {
        List<LabelVolume> volumes = new ArrayList<>();
        for (String layer : layers) {
            byte[] labels = new byte[layer.length()];
            for (int n = 0; n < labels.length; n++) {
                labels[n] = (byte) (layer.charAt(n) - '0');
            }
            volumes.add(LabelVolume.ofBytes(ROW, labels));
        }
        return new VolumeFile(
                PATH.toString(),
                "NRRD",
                "0".repeat(64),
                ROW,
                "LPS",
                "uint8",
                volumes,
                Optional.empty(),
                List.of(segments),
                List.of(),
                List.of());
    }

    private List<VolumePart> parts(VolumeEntry entry, VolumeFile file) throws InputException {
        return new LabelSelector(file, PATH.toString()).select(entry, findings);
    }

    private VolumePart one(VolumeEntry entry, VolumeFile file) throws InputException {
        List<VolumePart> parts = parts(entry, file);
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }

    private InputException refusal(VolumeEntry entry, VolumeFile file) {
        InputException refusal = catchThrowableOfType(InputException.class, () -> parts(entry, file));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
