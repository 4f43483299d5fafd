package org.thermargin.report;

import static org.thermargin.io.dicom.ContentItem.Relation.ACQUISITION_CONTEXT;
import static org.thermargin.io.dicom.ContentItem.Relation.CONCEPT_MODIFIER;
import static org.thermargin.io.dicom.ContentItem.Relation.CONTAINS;
import static org.thermargin.io.dicom.ContentItem.Relation.OBSERVATION_CONTEXT;
import static org.thermargin.report.MeasurementCodes.MILLILITRE;
import static org.thermargin.report.MeasurementCodes.MILLIMETRE;
import static org.thermargin.report.MeasurementCodes.PERCENT;
import static org.thermargin.report.MeasurementCodes.own;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.io.dicom.Code;
import org.thermargin.io.dicom.ContentItem;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.io.dicom.ObjectStamp;
import org.thermargin.io.dicom.SegmentMask;
import org.thermargin.io.dicom.WrittenObject;
import org.thermargin.margin.MarginResult;

/**
 * An assessment as an imaging measurement report (DICOM PS3.16, TID 1500): one group (TID 1411) per lesion and zone
 * source with the lesion's segment, one per zone and per shortfall with its volume, and a group without a segment (TID
 * 1501) for a lesion without numbers, so that none is missing. The same numbers as in {@code assessment.json}.
 */
final class MeasurementReport {
    private static final Map<String, String> MODALITIES =
            Map.of("CT", "Computed Tomography", "MR", "Magnetic Resonance", "PT", "Positron emission tomography");

    private final Assessment assessment;
    private final ImageReference images;
    private final WrittenObject segmentation;
    private final List<ShownSegment> segments;
    private final List<OptionalInt> numbers;

    /** With the segments as they were written, numbers in the same order. */
    MeasurementReport(
            Assessment assessment,
            ImageReference images,
            WrittenObject segmentation,
            List<ShownSegment> segments,
            List<OptionalInt> numbers) {
        this.assessment = assessment;
        this.images = images;
        this.segmentation = segmentation;
        this.segments = segments;
        this.numbers = numbers;
    }

    /** The outermost item. */
    ContentItem root() {
        return container(
                CONTAINS,
                Code.dcm("126000", "Imaging Measurement Report"),
                OptionalInt.of(1500),
                List.of(
                        code(
                                CONCEPT_MODIFIER,
                                Code.dcm("121049", "Language of Content Item and Descendants"),
                                new Code("en", "RFC5646", "English")),
                        code(OBSERVATION_CONTEXT, Code.dcm("121005", "Observer Type"), Code.dcm("121007", "Device")),
                        ContentItem.of(
                                OBSERVATION_CONTEXT,
                                Code.dcm("121012", "Device Observer UID"),
                                new ContentItem.Uid(ObjectStamp.programUid())),
                        text(OBSERVATION_CONTEXT, Code.dcm("121013", "Device Observer Name"), "Thermargin"),
                        code(
                                CONCEPT_MODIFIER,
                                Code.dcm("121058", "Procedure reported"),
                                Code.sct("363679005", "Imaging procedure")),
                        library(),
                        container(
                                CONTAINS, Code.dcm("126010", "Imaging Measurements"), OptionalInt.empty(), groups())));
    }

    private ContentItem library() {
        List<ContentItem> group = new ArrayList<>();
        String meaning = MODALITIES.get(images.modality());
        if (meaning != null) {
            group.add(code(ACQUISITION_CONTEXT, Code.dcm("121139", "Modality"), Code.dcm(images.modality(), meaning)));
        }
        Code libraryGroup = Code.dcm("126200", "Image Library Group");
        group.add(ContentItem.of(CONTAINS, libraryGroup, new ContentItem.Images()));
        return container(
                CONTAINS,
                Code.dcm("111028", "Image Library"),
                OptionalInt.of(1600),
                List.of(container(CONTAINS, libraryGroup, OptionalInt.empty(), group)));
    }

    private List<ContentItem> groups() {
        List<ContentItem> groups = new ArrayList<>();
        for (int n = 0; n < assessment.lesions().size(); n++) {
            LesionAssessment lesion = assessment.lesions().get(n);
            if (lesion.zones().isEmpty()) {
                groups.add(withoutNumbers(lesion, lesion.outcome(), Optional.empty(), lesion.refusals()));
            }
            for (ZoneAssessment zone : lesion.zones()) {
                int segment = lesionSegment(n);
                groups.add(
                        zone.numbers().isPresent() && segment > 0
                                ? measured(lesion, zone, zone.numbers().get(), segment)
                                : withoutNumbers(lesion, zone.verdict(), Optional.of(zone), zone.findings()));
            }
        }
        for (int s = 0; s < segments.size(); s++) {
            ShownSegment segment = segments.get(s);
            if (segment.kind() != ShownSegment.Kind.LESION && numbers.get(s).isPresent()) {
                groups.add(region(segment, numbers.get(s).getAsInt()));
            }
        }
        return groups;
    }

    private int lesionSegment(int lesion) {
        for (int s = 0; s < segments.size(); s++) {
            if (segments.get(s).kind() == ShownSegment.Kind.LESION
                    && segments.get(s).lesion() == lesion) {
                return numbers.get(s).orElse(0);
            }
        }
        return 0;
    }

    private ContentItem measured(LesionAssessment lesion, ZoneAssessment zone, ZoneNumbers numbers, int segment) {
        MarginResult margin = numbers.margin();
        List<ContentItem> items = segmentItems("lesion " + lesion.id(), MeasurementCodes.LESION, segment);
        items.add(millimetres("MAM", "Minimal ablative margin", margin.mamMm()));
        items.add(millimetres("MAM_LOWER", "Minimal ablative margin, lower end of 99 % interval", margin.lowerMm()));
        optional(items, "MAM_UPPER", "Minimal ablative margin, upper end of 99 % interval", margin.upperMm());
        optional(
                items, "GUARANTEED_LOWER", "Minimal ablative margin, guaranteed lower end", margin.guaranteedLowerMm());
        optional(
                items, "GUARANTEED_UPPER", "Minimal ablative margin, guaranteed upper end", margin.guaranteedUpperMm());
        items.add(millimetres("TARGET", "Target margin", assessment.criteria().targetMm()));
        items.add(millimetres("MAM_RAW", "Minimal margin to the complement of the zone", margin.rawMm()));
        items.add(number(own("COVERAGE", "Lesion volume inside the zone"), 100 * numbers.coverageFraction(), PERCENT));
        items.add(number(own("RESIDUAL", "Lesion volume outside the zone"), numbers.residualMl(), MILLILITRE));
        items.add(number(MeasurementCodes.SHORTFALL, numbers.insufficientMarginMl(), MILLILITRE));
        items.add(number(
                own("AREA_GE_TARGET", "Lesion surface with at least the target margin"),
                100 * numbers.fractionGeTarget().estimate(),
                PERCENT));
        items.add(number(MeasurementCodes.VOLUME, lesion.volumeMl(), MILLILITRE));
        items.add(millimetres("MAX_DIAMETER", "Largest diameter of the lesion", lesion.maxDiameterMm()));
        items.add(code(CONTAINS, own("MAM_REFERENCE", "What the margin is measured to"), own(margin.reference())));
        items.addAll(judged(zone));
        return group(OptionalInt.of(1411), items);
    }

    private List<ContentItem> judged(ZoneAssessment zone) {
        List<ContentItem> items = new ArrayList<>();
        items.add(code(CONTAINS, own("ZONE_SOURCE", "Source of the ablation zone"), own(zone.source())));
        items.add(code(CONTAINS, own("VERDICT", "Verdict"), own(zone.verdict())));
        items.add(code(CONTAINS, own("VERDICT_NOMINAL", "Verdict of the estimate alone"), own(zone.nominalVerdict())));
        items.add(code(
                CONTAINS, own("VERDICT_GUARANT", "Verdict of the guaranteed interval"), own(zone.guaranteedVerdict())));
        items.add(text(CONTAINS, own("CLAIM", "Condition of the verdict"), zone.claim()));
        for (String taint : zone.taints()) {
            items.add(text(CONTAINS, own("TAINT", "Assumption made for the user"), taint));
        }
        for (String accepted : zone.accepted()) {
            items.add(text(CONTAINS, own("ACCEPTED", "Assumption accepted by the user"), accepted));
        }
        return items;
    }

    private ContentItem withoutNumbers(
            LesionAssessment lesion, Outcome outcome, Optional<ZoneAssessment> zone, List<Finding> reasons) {
        List<ContentItem> items = tracking("lesion " + lesion.id());
        items.add(code(CONTAINS, Code.dcm("121071", "Finding"), MeasurementCodes.LESION));
        if (zone.isPresent()) {
            items.addAll(judged(zone.get()));
        } else {
            items.add(code(CONTAINS, own("VERDICT", "Verdict"), own(outcome)));
        }
        for (Finding reason : reasons) {
            items.add(text(CONTAINS, own("REASON", "Reason"), reason.text()));
        }
        return group(OptionalInt.of(1501), items);
    }

    private ContentItem region(ShownSegment segment, int number) {
        boolean zone = segment.kind() == ShownSegment.Kind.ZONE;
        List<ContentItem> items =
                segmentItems(segment.name(), zone ? MeasurementCodes.ZONE : MeasurementCodes.SHORTFALL, number);
        ZoneAssessment of = segment.zone().orElseThrow();
        double volumeMl = zone ? of.volumeMl() : of.numbers().orElseThrow().insufficientMarginMl();
        items.add(number(MeasurementCodes.VOLUME, volumeMl, MILLILITRE));
        items.add(code(CONTAINS, own("ZONE_SOURCE", "Source of the ablation zone"), own(of.source())));
        return group(OptionalInt.of(1411), items);
    }

    private List<ContentItem> tracking(String id) {
        List<ContentItem> items = new ArrayList<>();
        items.add(text(OBSERVATION_CONTEXT, Code.dcm("112039", "Tracking Identifier"), id));
        items.add(ContentItem.of(
                OBSERVATION_CONTEXT,
                Code.dcm("112040", "Tracking Unique Identifier"),
                new ContentItem.Uid(SegmentMask.trackingUid(images, id))));
        return items;
    }

    private List<ContentItem> segmentItems(String id, Code finding, int number) {
        List<ContentItem> items = tracking(id);
        items.add(code(CONTAINS, Code.dcm("121071", "Finding"), finding));
        items.add(ContentItem.of(
                CONTAINS, Code.dcm("121191", "Referenced Segment"), new ContentItem.Segment(segmentation, number)));
        items.add(ContentItem.of(
                CONTAINS, Code.dcm("121232", "Source series for segmentation"), new ContentItem.SourceSeries()));
        items.add(code(CONCEPT_MODIFIER, Code.sct("363698007", "Finding Site"), MeasurementCodes.LIVER));
        return items;
    }

    private static ContentItem group(OptionalInt template, List<ContentItem> items) {
        return container(CONTAINS, Code.dcm("125007", "Measurement Group"), template, items);
    }

    private static ContentItem container(
            ContentItem.Relation relation, Code name, OptionalInt template, List<ContentItem> children) {
        return new ContentItem(relation, name, new ContentItem.Container(template), children);
    }

    private static ContentItem code(ContentItem.Relation relation, Code name, Code value) {
        return ContentItem.of(relation, name, new ContentItem.Coded(value));
    }

    private static ContentItem text(ContentItem.Relation relation, Code name, String text) {
        return ContentItem.of(relation, name, new ContentItem.Text(text));
    }

    private static ContentItem number(Code name, double value, Code unit) {
        return ContentItem.of(CONTAINS, name, new ContentItem.Quantity(value, unit));
    }

    private static ContentItem millimetres(String code, String meaning, double mm) {
        return number(own(code, meaning), mm, MILLIMETRE);
    }

    /** An end that is not finite is not known and left out. */
    private static void optional(List<ContentItem> items, String code, String meaning, double mm) {
        if (Double.isFinite(mm)) {
            items.add(millimetres(code, meaning, mm));
        }
    }
}
