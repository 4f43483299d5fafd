package org.thermargin.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * One decoded case and the tasks that rest on it. The case is opened once for each target margin; a task that moves
 * applicators is a trial on it, one that moves a zone mask is an assessment of its own. Thread-safe.
 */
final class CaseTrials {
    /** What the assessor would hold against a moved mask; the drawn offset stands in its place. */
    private static final String REGISTRATION_TAINT = "registration-zero";

    private final CaseLabel label;
    private final StudyCase.Read read;
    private final StudyDesign design;
    private final StudyOptions options;
    private final int threads;
    private final Map<ZoneSource, List<ApplicatorPlacement>> applied = new TreeMap<>();
    private final Set<ZoneSource> imported = new HashSet<>();
    private final Map<Double, OpenCase> open = new TreeMap<>();

    /** Opens the case as it is; what is refused then is refused for all its tasks. */
    CaseTrials(CaseLabel label, StudyCase.Read read, StudyDesign design, StudyOptions options, int threads)
            throws InputException {
        this.label = label;
        this.read = read;
        this.design = design;
        this.options = options;
        this.threads = threads;
        for (SceneZone zone : read.scene().zones()) {
            if (zone instanceof SceneZone.Applied needles) {
                applied.computeIfAbsent(zone.source(), s -> new ArrayList<>()).addAll(needles.placements());
            } else {
                imported.add(zone.source());
            }
        }
        if (!design.isNone() && sources().isEmpty()) {
            throw new InputException(
                    "study-nothing-to-vary",
                    "H30",
                    "",
                    "the case must have a zone that the design varies ("
                            + design.source().map(ZoneSource::key).orElse("planned or placed") + "), had none");
        }
        openAt(
                design.targetsMm().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(design.targetsMm().get(0)));
    }

    /** The sources that the design varies. */
    private List<ZoneSource> sources() {
        List<ZoneSource> sources = new ArrayList<>();
        for (ZoneSource source : ZoneSource.values()) {
            boolean wanted = design.source().isEmpty() || design.source().get() == source;
            boolean movable = applied.containsKey(source) || (imported.contains(source) && !design.variesApplicators());
            if (wanted && movable) {
                sources.add(source);
            }
        }
        return sources;
    }

    private synchronized OpenCase openAt(OptionalDouble targetMm) throws InputException {
        AssessmentCriteria criteria = criteria(targetMm);
        OpenCase known = open.get(criteria.targetMm());
        if (known == null) {
            known = assessor(options.accepted()).open(read.scene(), criteria);
            open.put(criteria.targetMm(), known);
        }
        return known;
    }

    private CaseAssessor assessor(Set<String> accepted) {
        return new CaseAssessor(
                new CaseAssessor.Options(threads, accepted, options.strict(), read.heatSink()), options.zoneModel());
    }

    private AssessmentCriteria criteria(OptionalDouble targetMm) {
        AssessmentCriteria stated = read.criteria();
        return targetMm.isEmpty()
                ? stated
                : new AssessmentCriteria(
                        "custom",
                        targetMm.getAsDouble(),
                        false,
                        stated.shownMm(),
                        "stated by the study",
                        stated.needles(),
                        stated.vesselRule());
    }

    /** Draws of the tasks of this case by source; not thread-safe. */
    private Map<ZoneSource, DrawReader.Draws> draws() {
        Map<ZoneSource, DrawReader.Draws> draws = new TreeMap<>();
        for (ZoneSource source : ZoneSource.values()) {
            draws.put(
                    source,
                    new DrawReader.Draws(
                            design, applied.getOrDefault(source, List.of()).size()));
        }
        return draws;
    }

    /** The rows of tasks that follow each other, numbered from 0 within the case; fewer when told to stop. */
    TaskResult tasks(int first, int count, BooleanSupplier stopped) {
        Map<ZoneSource, DrawReader.Draws> draws = draws();
        List<TaskResult> results = new ArrayList<>();
        for (int task = first; task < first + count && !stopped.getAsBoolean(); task++) {
            results.add(task(task, draws));
        }
        return TaskResult.joined(results);
    }

    private TaskResult task(int task, Map<ZoneSource, DrawReader.Draws> draws) {
        Map<ZoneSource, Draw> drawn = new TreeMap<>();
        draws.forEach((source, d) -> drawn.put(source, design.isNone() ? Draw.NONE : d.at(task)));
        Draw any = drawn.get(ZoneSource.OBSERVED);
        StringBuilder content = new StringBuilder();
        drawn.values().forEach(draw -> content.append(draw.content()));
        StudyRow.Builder start = label.start(task, any.number(), content.toString());
        RowCollector rows = new RowCollector(label.firstTask() + task);
        try {
            OpenCase at = openAt(any.targetMm());
            RowFields.criteria(start, criteria(any.targetMm()), read.scene().registrationErrorMm());
            for (LesionAssessment lesion : at.assessment().lesions()) {
                lesion(rows, start, at, lesion, drawn);
            }
            return rows.result();
        } catch (InputException e) {
            RowCollector whole = new RowCollector(label.firstTask() + task);
            whole.refused(start, "", e.findings());
            return whole.result();
        } catch (RuntimeException e) {
            RowCollector whole = new RowCollector(label.firstTask() + task);
            whole.failed(start, "", e);
            return whole.result();
        }
    }

    private void lesion(
            RowCollector rows,
            StudyRow.Builder start,
            OpenCase at,
            LesionAssessment lesion,
            Map<ZoneSource, Draw> drawn) {
        StudyRow.Builder about = start.copy();
        RowFields.lesion(about, at.assessment(), lesion);
        if (!lesion.refusals().isEmpty()) {
            rows.refused(about, lesion.id(), lesion.refusals());
            return;
        }
        boolean none = true;
        for (ZoneSource source : sources()) {
            Optional<ZoneAssessment> base =
                    lesion.zones().stream().filter(z -> z.source() == source).findFirst();
            if (base.isPresent()) {
                none = false;
                source(
                        rows,
                        about.copy().text(StudyColumn.SOURCE, source.key()),
                        at,
                        base.get(),
                        lesion,
                        drawn.get(source));
            }
        }
        if (none) {
            rows.add(about.text(StudyColumn.VERDICT, Outcome.NOT_TARGETED.name()));
        }
    }

    private void source(
            RowCollector rows,
            StudyRow.Builder row,
            OpenCase at,
            ZoneAssessment base,
            LesionAssessment lesion,
            Draw draw) {
        double targetMm = at.assessment().criteria().targetMm();
        drawnFields(row, base.source(), draw);
        try {
            if (applied.containsKey(base.source()) && variesZone()) {
                List<ApplicatorPlacement> moved = Perturbation.of(applied.get(base.source()), draw);
                if (options.full()) {
                    rows.zone(row, lesion.id(), fullTrial(at, lesion.id(), base.source(), moved), targetMm);
                } else {
                    rows.trial(row, lesion.id(), at.verdict(lesion.id(), base.source(), moved), targetMm);
                }
            } else if (design.registration() instanceof OffsetError.None) {
                rows.zone(row, lesion.id(), base, targetMm);
            } else {
                rows.zone(row, lesion.id(), movedMask(at, lesion.id(), base.source(), draw), targetMm);
            }
        } catch (InputException e) {
            rows.refused(row, lesion.id(), e.findings());
        } catch (RuntimeException e) {
            rows.failed(row, lesion.id(), e);
        }
    }

    private boolean variesZone() {
        return design.variesApplicators() || !(design.registration() instanceof OffsetError.None);
    }

    /** One at a time: what vessels are to lesions is measured on the way and kept by the case. */
    private synchronized ZoneAssessment fullTrial(
            OpenCase at, String lesionId, ZoneSource source, List<ApplicatorPlacement> moved) throws InputException {
        return at.trial(lesionId, source, moved);
    }

    private ZoneAssessment movedMask(OpenCase at, String lesionId, ZoneSource source, Draw draw) throws InputException {
        Set<String> accepted = new HashSet<>(options.accepted());
        accepted.add(REGISTRATION_TAINT);
        Scene moved = Perturbation.moved(read.scene(), draw.registration());
        Assessment assessment = assessor(accepted).assess(moved, at.assessment().criteria());
        return assessment.lesions().stream()
                .filter(l -> l.id().equals(lesionId))
                .flatMap(l -> l.zones().stream())
                .filter(z -> z.source() == source)
                .findFirst()
                .orElseThrow(() -> new InputException(List.of(Finding.of(
                        "study-zone-moved-away",
                        "H26",
                        "the moved zone must still come near lesion " + lesionId + ", does not"))));
    }

    private void drawnFields(StudyRow.Builder row, ZoneSource source, Draw draw) {
        if (design.isNone()) {
            return;
        }
        List<ApplicatorPlacement> placements = applied.getOrDefault(source, List.of());
        if (!placements.isEmpty()) {
            double off = 0;
            double tilt = 0;
            for (Draw.NeedleError needle : draw.needles()) {
                off = Math.max(off, needle.tip().lengthMm());
                tilt = Math.max(tilt, Math.abs(needle.tiltRad()));
            }
            Point3 first =
                    Perturbation.tipOffset(placements.get(0), draw.needles().get(0));
            row.number(StudyColumn.NEEDLE_OFF_MM, off)
                    .number(StudyColumn.NEEDLE_X_LPS_MM, first.x())
                    .number(StudyColumn.NEEDLE_Y_LPS_MM, first.y())
                    .number(StudyColumn.NEEDLE_Z_LPS_MM, first.z())
                    .number(StudyColumn.NEEDLE_TILT_DEG, StrictMath.toDegrees(tilt))
                    .number(StudyColumn.ZONE_SCALE, draw.zoneScale());
            draw.setting()
                    .ifPresent(setting -> row.number(StudyColumn.POWER_W, setting.powerW())
                            .number(StudyColumn.TIME_S, setting.timeS()));
        }
        row.number(StudyColumn.REGISTRATION_OFF_MM, draw.registration().lengthMm());
    }
}
