package org.thermargin.io.casefile;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.geometry.AffineMap;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ScanRegistration;

/**
 * Everything a case states as texts that are the same on every Java version and wherever the files lie; the files
 * themselves are known by their hashes.
 */
final class CaseContent {
    private CaseContent() {}

    static List<String> of(CaseFile file, AssessmentCriteria criteria, Optional<CoolingSettings> heatSink) {
        List<String> content = new ArrayList<>();
        content.add(file.id());
        for (VolumeEntry v : file.volumes()) {
            content.add(String.join(
                    "|",
                    v.role().map(VolumeRole::key).orElse("labels"),
                    v.name().orElse(""),
                    v.name().isPresent() ? "" : String.valueOf(v.path().getFileName()),
                    v.vesselKind().key(),
                    v.label().orElse(""),
                    v.source().key(),
                    hex(v.alertMm().orElse(-1))));
        }
        for (CaseFile.ApplicatorEntry entry : file.applicators()) {
            content.add(entry.source().key() + "|" + applicator(entry.placement()));
        }
        content.add(criteria.preset() + "|" + hex(criteria.targetMm()) + "|" + criteria.targetAssumed());
        content.add(new TreeMap<>(file.targets()) + "|" + file.imagesDiffer() + "|"
                + hex(file.registrationErrorMm().orElse(-1)));
        file.registration().ifPresent(r -> content.add(registration(r)));
        content.add(settings(criteria.vesselRule()) + "|" + settings(criteria.needles()));
        content.add(heatSink.map(CaseContent::settings).orElse("no cooling"));
        return content;
    }

    /** The map exactly, and what else it moves. */
    private static String registration(ScanRegistration registration) {
        StringBuilder text = new StringBuilder("registration " + registration.drawnAfter());
        AffineMap map = registration.zoneToLesion();
        for (AffineMap.Row row : List.of(map.x(), map.y(), map.z())) {
            for (double value : new double[] {row.a(), row.b(), row.c(), row.offsetMm()}) {
                text.append('|').append(hex(value));
            }
        }
        return text.toString();
    }

    private static String applicator(ApplicatorPlacement p) {
        StringBuilder text = new StringBuilder(p.id() + "|" + p.deviceId());
        for (double value : new double[] {
            p.entry().x(),
            p.entry().y(),
            p.entry().z(),
            p.tip().x(),
            p.tip().y(),
            p.tip().z(),
            p.rollRad()
        }) {
            text.append('|').append(hex(value));
        }
        for (Application a : p.applications()) {
            for (double value : new double[] {
                a.pullBackMm(),
                a.powerW().orElse(-1),
                a.timeS(),
                a.reachBeyondTipMm().orElse(-1e9),
                a.factors().inVivoShort(),
                a.factors().inVivoLong(),
                a.factors().shrinkage()
            }) {
                text.append('|').append(hex(value));
            }
        }
        return text.toString();
    }

    /** All components of a record of settings, numbers exactly. */
    private static String settings(Record settings) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            text.append(component.getName()).append('=');
            try {
                Object value = component.getAccessor().invoke(settings);
                if (value instanceof Double number) {
                    text.append(hex(number));
                } else if (value instanceof OptionalDouble number) {
                    text.append(number.isPresent() ? hex(number.getAsDouble()) : "none");
                } else {
                    text.append(value);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
            text.append('|');
        }
        return text.toString();
    }

    private static String hex(double value) {
        return Double.toHexString(value);
    }
}
