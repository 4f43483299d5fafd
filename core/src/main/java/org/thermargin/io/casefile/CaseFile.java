package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.placement.PlacementLimits;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.ZoneSource;

/**
 * What a case states, before any volume is read: from {@code case.json}, from a folder in the QAM layout, or from files
 * named on the command line.
 *
 * @param id name of the case
 * @param volumes volume files with their roles
 * @param applicators placed or planned applicators, points in LPS mm
 * @param criteria what margin is wanted; both parts empty when not stated
 * @param targets zone source key or applicator id -> lesion names; empty: not stated
 * @param imagesDiffer whether the case says that lesion and zone come from different images
 * @param registrationErrorMm stated bound of the registration error, mm
 * @param registration how the scan after was brought to the scan before; empty when masks lie as drawn
 * @param contractions shares by which tissue may have contracted, 0..1, for a what-if; empty: not asked
 * @param heatSink how vessels cool device zones, the defaults where the case states nothing; empty: switched off
 * @param documents the case, markups and device files themselves, with hashes
 */
public record CaseFile(
        String id,
        List<VolumeEntry> volumes,
        List<ApplicatorEntry> applicators,
        CriteriaEntry criteria,
        Map<String, List<String>> targets,
        boolean imagesDiffer,
        OptionalDouble registrationErrorMm,
        Optional<ScanRegistration> registration,
        List<Double> contractions,
        Optional<CoolingSettings> heatSink,
        List<SceneInput> documents) {
    /** Largest contraction that is asked for. */
    public static final double MAX_CONTRACTION = 0.5;

    public CaseFile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(criteria, "criteria");
        volumes = List.copyOf(volumes);
        applicators = List.copyOf(applicators);
        targets = Map.copyOf(targets);
        documents = List.copyOf(documents);
        contractions = List.copyOf(contractions);
        for (double contraction : contractions) {
            if (!(contraction >= 0 && contraction <= MAX_CONTRACTION)) {
                throw new IllegalArgumentException(
                        "contraction must be 0 to " + MAX_CONTRACTION + ", was " + contraction);
            }
        }
    }

    /** A case that states nothing of transforms, contraction and cooling by vessels. */
    public CaseFile(
            String id,
            List<VolumeEntry> volumes,
            List<ApplicatorEntry> applicators,
            CriteriaEntry criteria,
            Map<String, List<String>> targets,
            boolean imagesDiffer,
            OptionalDouble registrationErrorMm,
            List<SceneInput> documents) {
        this(
                id,
                volumes,
                applicators,
                criteria,
                targets,
                imagesDiffer,
                registrationErrorMm,
                Optional.empty(),
                List.of(),
                Optional.of(CoolingSettings.defaults()),
                documents);
    }

    /** The same case with further documents behind it, such as device files. */
    public CaseFile with(List<SceneInput> further) {
        return changed(c -> c.documents = joined(documents, further));
    }

    /** The same case with other applicators. */
    public CaseFile with(UnaryOperator<ApplicatorPlacement> change) {
        return changed(c -> c.applicators = applicators.stream()
                .map(a -> new ApplicatorEntry(a.source(), change.apply(a.placement())))
                .toList());
    }

    /**
     * The same case whose images differ, with a bound and a registration. Files of a registration that it replaces are no
     * documents of the case any more; those of the new one are to be added.
     */
    public CaseFile registered(OptionalDouble errorMm, Optional<ScanRegistration> how) {
        return changed(c -> {
            c.imagesDiffer = true;
            c.registrationErrorMm = errorMm;
            c.registration = how;
            c.documents = how.equals(registration)
                    ? documents
                    : documents.stream()
                            .filter(d ->
                                    !d.role().equals("transform") && !d.role().equals("landmarks"))
                            .toList();
        });
    }

    /** The same case with that bound. */
    public CaseFile withRegistrationErrorMm(double errorMm) {
        return changed(c -> c.registrationErrorMm = OptionalDouble.of(errorMm));
    }

    /** The same case asked for the margin after tissue contracted by these shares. */
    public CaseFile contracted(List<Double> shares) {
        return changed(c -> c.contractions = shares);
    }

    /** The same case with one more volume. */
    public CaseFile with(VolumeEntry volume) {
        return changed(c -> c.volumes = joined(volumes, List.of(volume)));
    }

    /** The same case with vessels cooling otherwise; empty: not at all. */
    public CaseFile withHeatSink(Optional<CoolingSettings> other) {
        return changed(c -> c.heatSink = other);
    }

    /** The same case held against other criteria. */
    public CaseFile withCriteria(CriteriaEntry otherCriteria) {
        return changed(c -> c.criteria = otherCriteria);
    }

    /**
     * The same case with these applicators for that source in place of its own, and these criteria; targets of applicators
     * that are gone go with them.
     */
    public CaseFile posed(ZoneSource source, List<ApplicatorPlacement> placements, CriteriaEntry otherCriteria) {
        List<ApplicatorEntry> posed = new ArrayList<>(
                applicators.stream().filter(a -> a.source() != source).toList());
        placements.forEach(placement -> posed.add(new ApplicatorEntry(source, placement)));
        Map<String, List<String>> left = new TreeMap<>(targets);
        left.keySet()
                .removeIf(key -> posed.stream()
                                .noneMatch(a -> a.placement().id().equals(key))
                        && applicators.stream().anyMatch(a -> a.placement().id().equals(key)));
        return changed(c -> {
            c.applicators = posed;
            c.criteria = otherCriteria;
            c.targets = left;
        });
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private CaseFile changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.caseFile();
    }

    /** The parts of a case while some are exchanged. */
    private static final class Copy {
        private final String id;
        private List<VolumeEntry> volumes;
        private List<ApplicatorEntry> applicators;
        private CriteriaEntry criteria;
        private Map<String, List<String>> targets;
        private boolean imagesDiffer;
        private OptionalDouble registrationErrorMm;
        private Optional<ScanRegistration> registration;
        private List<Double> contractions;
        private Optional<CoolingSettings> heatSink;
        private List<SceneInput> documents;

        Copy(CaseFile of) {
            id = of.id;
            volumes = of.volumes;
            applicators = of.applicators;
            criteria = of.criteria;
            targets = of.targets;
            imagesDiffer = of.imagesDiffer;
            registrationErrorMm = of.registrationErrorMm;
            registration = of.registration;
            contractions = of.contractions;
            heatSink = of.heatSink;
            documents = of.documents;
        }

        CaseFile caseFile() {
            return new CaseFile(
                    id,
                    volumes,
                    applicators,
                    criteria,
                    targets,
                    imagesDiffer,
                    registrationErrorMm,
                    registration,
                    contractions,
                    heatSink,
                    documents);
        }
    }

    /** An applicator and the zone source it belongs to: planned or placed. */
    public record ApplicatorEntry(ZoneSource source, ApplicatorPlacement placement) {}

    /**
     * The margin that is wanted.
     *
     * @param preset name of a preset
     * @param targetMm target margin, mm, at least 0
     * @param needles what placements are held against; the defaults where the case states nothing
     * @param vesselRule which vessels matter; the defaults where the case states nothing
     */
    public record CriteriaEntry(
            Optional<String> preset, OptionalDouble targetMm, PlacementLimits needles, VesselRule vesselRule) {
        /** Criteria with the default limits for placements and vessels. */
        public CriteriaEntry(Optional<String> preset, OptionalDouble targetMm) {
            this(preset, targetMm, PlacementLimits.defaults(), VesselRule.defaults());
        }

        /** Nothing stated. */
        public static CriteriaEntry none() {
            return new CriteriaEntry(Optional.empty(), OptionalDouble.empty());
        }
    }
}
