package org.thermargin.io.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.thermargin.geometry.Point3;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.io.labels.LabelMaps;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneFactors;

/**
 * Writes a {@link CaseFile} as {@code case.json} that {@link CaseFileReader} reads back as the same case. Points are
 * written in LPS. Volumes must lie in the folder of the file; label maps must be ready-made ones. Applicators that came
 * from markups are written as entry and tip. Same case, same bytes.
 */
public final class CaseFileWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CaseFileWriter() {}

    /** Writes the case to the file, which is replaced. A volume outside the folder of the file is refused. */
    public static void write(Path file, CaseFile source) throws IOException {
        Files.writeString(file, text(file.toAbsolutePath().normalize().getParent(), source));
    }

    /** The applicators as a list of entries in LPS without their source, as {@link PlanRequestReader} reads them. */
    public static String applicators(List<ApplicatorPlacement> placements) {
        ArrayNode list = NODES.arrayNode();
        placements.forEach(placement -> list.add(applicator(NODES.objectNode(), placement)));
        return list.toString();
    }

    /**
     * The text of the case file for a folder, absolute and normalised, in which all its volumes lie; what cannot be
     * written is an {@link IllegalArgumentException} that says why.
     */
    public static String text(Path folder, CaseFile source) {
        ObjectNode root = NODES.objectNode();
        root.put("schema", CaseFileReader.SCHEMA);
        root.put("id", source.id());
        if (!source.applicators().isEmpty()) {
            root.put("frame", "LPS");
        }
        ArrayNode volumes = root.putArray("volumes");
        for (VolumeEntry volume : source.volumes()) {
            volumes.add(volume(folder, volume, source.documents()));
        }
        if (!source.applicators().isEmpty()) {
            ArrayNode applicators = root.putArray("applicators");
            source.applicators()
                    .forEach(a -> applicators.add(applicator(
                            NODES.objectNode().put("source", a.source().key()), a.placement())));
        }
        CriteriaWriter.write(root, source.criteria());
        if (!source.targets().isEmpty()) {
            ObjectNode targets = root.putObject("targets");
            for (Map.Entry<String, List<String>> target : new TreeMap<>(source.targets()).entrySet()) {
                ArrayNode lesions = targets.putArray(target.getKey());
                target.getValue().forEach(lesions::add);
            }
        }
        if (source.imagesDiffer()) {
            root.put("images", "different");
        }
        registration(root, folder, source);
        heatSink(root, source.heatSink());
        return printed(root);
    }

    /** The document with two blanks of indent and a line feed at the end. */
    static String printed(ObjectNode root) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static void registration(ObjectNode root, Path folder, CaseFile source) {
        if (source.registrationErrorMm().isPresent() || source.registration().isPresent()) {
            ObjectNode node = root.putObject("registration");
            source.registrationErrorMm().ifPresent(mm -> node.put(RegistrationReader.ERROR, mm));
            source.registration().ifPresent(how -> {
                how.transform().ifPresent(stated -> {
                    node.put(
                            RegistrationReader.TRANSFORM,
                            inside(folder, Path.of(stated.file().path())));
                    node.put(RegistrationReader.MAPS, stated.maps().key());
                });
                if (!how.landmarkFiles().isEmpty()) {
                    node.put(
                            RegistrationReader.LANDMARKS_BEFORE,
                            inside(folder, Path.of(how.landmarkFiles().get(0).path())));
                    node.put(
                            RegistrationReader.LANDMARKS_AFTER,
                            inside(folder, Path.of(how.landmarkFiles().get(1).path())));
                }
                if (!how.drawnAfter().isEmpty()) {
                    ArrayNode names = node.putArray(RegistrationReader.DRAWN_AFTER);
                    how.drawnAfter().forEach(names::add);
                }
            });
        }
        if (!source.contractions().isEmpty()) {
            ArrayNode shares = root.putArray("contraction_percent");
            source.contractions().forEach(share -> shares.add(100 * share));
        }
    }

    /** What differs from the defaults. */
    private static void heatSink(ObjectNode root, Optional<CoolingSettings> stated) {
        CoolingSettings base = CoolingSettings.defaults();
        if (stated.equals(Optional.of(base))) {
            return;
        }
        ObjectNode node = root.putObject("heat_sink");
        if (stated.isEmpty()) {
            node.put(HeatSinkReader.OFF, true);
            return;
        }
        CoolingSettings settings = stated.get();
        if (settings.rfaWall() != base.rfaWall() || settings.mwaWall() != base.mwaWall()) {
            node.putObject(HeatSinkReader.WALL)
                    .put("rfa", settings.rfaWall().key())
                    .put("mwa", settings.mwaWall().key());
        }
        if (settings.perfusionPerS() != base.perfusionPerS()) {
            node.put(HeatSinkReader.PERFUSION, settings.perfusionPerS());
        }
        if (settings.edgeCelsius() != base.edgeCelsius()) {
            node.put(HeatSinkReader.EDGE, settings.edgeCelsius());
        }
    }

    private static ObjectNode volume(Path folder, VolumeEntry volume, List<SceneInput> documents) {
        ObjectNode node = NODES.objectNode();
        volume.role().ifPresent(role -> node.put("role", role.key()));
        node.put("file", inside(folder, volume.path()));
        volume.name().ifPresent(name -> node.put("name", name));
        if (volume.vesselKind() != VesselKind.UNKNOWN) {
            node.put("kind", volume.vesselKind().key());
        }
        volume.label().ifPresent(label -> {
            if (label.matches("[1-9][0-9]{0,4}")) {
                node.put("label", Integer.parseInt(label));
            } else {
                node.put("label", label);
            }
        });
        volume.labelMap().ifPresent(map -> node.put("labels", labels(folder, map, documents)));
        if (volume.role().equals(Optional.of(VolumeRole.ZONE))) {
            node.put("source", volume.source().key());
        }
        volume.alertMm().ifPresent(mm -> node.put("alert_mm", mm));
        volume.series().ifPresent(series -> node.put("series", series));
        volume.image().ifPresent(image -> node.put("image", inside(folder, image)));
        volume.sha256().ifPresent(hash -> node.put("sha256", hash));
        return node;
    }

    /** A ready-made map by its name, the only one that came with the case by its file. */
    private static String labels(Path folder, LabelMap map, List<SceneInput> documents) {
        if (LabelMaps.ids().contains(map.id())) {
            return map.id();
        }
        List<SceneInput> files =
                documents.stream().filter(d -> d.role().equals("label map")).toList();
        if (files.size() != 1) {
            throw new IllegalArgumentException("a case with several label maps of its own cannot be written");
        }
        return inside(folder, Path.of(files.get(0).path()));
    }

    private static String inside(Path folder, Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!path.startsWith(folder)) {
            throw new IllegalArgumentException("every volume must lie in the folder of the case, one does not");
        }
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private static ObjectNode applicator(ObjectNode node, ApplicatorPlacement placement) {
        node.put("id", placement.id());
        node.put("device", placement.deviceId());
        if (placement.applications().size() == 1) {
            application(node, placement.applications().get(0));
        } else {
            ArrayNode list = node.putArray("applications");
            placement.applications().forEach(application -> application(list.addObject(), application));
        }
        node.set("entry_mm", point(placement.entry()));
        node.set("tip_mm", point(placement.tip()));
        if (placement.rollRad() != 0) {
            node.put("roll_deg", deg(placement.rollRad()));
        }
        ZoneFactors factors = placement.applications().get(0).factors();
        if (placement.applications().stream().anyMatch(a -> !a.factors().equals(factors))) {
            throw new IllegalArgumentException(
                    "a case file has one set of factors per applicator, " + placement.id() + " has several");
        }
        if (!factors.areNone()) {
            node.putObject("zone_factors")
                    .put("in_vivo_short", factors.inVivoShort())
                    .put("in_vivo_long", factors.inVivoLong())
                    .put("shrinkage", factors.shrinkage());
        }
        return node;
    }

    private static void application(ObjectNode node, Application application) {
        if (application.pullBackMm() > 0) {
            node.put("pull_back_mm", application.pullBackMm());
        }
        application.powerW().ifPresent(w -> node.put("power_w", w));
        node.put("time_s", application.timeS());
        application.reachBeyondTipMm().ifPresent(mm -> node.put("reach_beyond_tip_mm", mm));
    }

    /** The degrees that are read back as the same radians, to the last bit where there are such. */
    private static double deg(double rad) {
        double deg = rad * 180 / Math.PI;
        double rounded = Math.rint(deg * 1e9) / 1e9;
        for (double candidate : new double[] {rounded, deg, Math.nextUp(deg), Math.nextDown(deg)}) {
            if (ApplicatorReader.rad(candidate) == rad) {
                return candidate;
            }
        }
        return deg;
    }

    static ArrayNode point(Point3 p) {
        return NODES.arrayNode().add(p.x()).add(p.y()).add(p.z());
    }
}
