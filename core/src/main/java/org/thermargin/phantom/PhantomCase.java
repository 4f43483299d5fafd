package org.thermargin.phantom;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.Scene;

/**
 * A phantom as a case: the scene, and what is true of it.
 *
 * @param scene masks and applicators; the file of each mask is the name under which it is to be written, and masks of
 *     one file do not overlap
 * @param layout how the case is laid out as files
 * @param targetMm margin that the case asks for, mm
 * @param truths the true margins, at least one
 * @param liverAfter the liver on the scan after, as it lies there, which is no mask of the case but what registers it; empty
 *     where there is one scan
 */
public record PhantomCase(
        Scene scene, Layout layout, double targetMm, List<PhantomTruth> truths, Optional<BinaryMask> liverAfter) {
    /** A case of one scan. */
    public PhantomCase(Scene scene, Layout layout, double targetMm, List<PhantomTruth> truths) {
        this(scene, layout, targetMm, truths, Optional.empty());
    }

    public PhantomCase {
        Objects.requireNonNull(scene, "scene");
        Objects.requireNonNull(layout, "layout");
        truths = List.copyOf(truths);
        if (truths.isEmpty()) {
            throw new IllegalArgumentException("a phantom case needs a known truth");
        }
    }

    /** How a case is laid out as files. */
    public enum Layout {
        /** Volumes beside a {@code case.json}. */
        CASE_FILE,
        /** The folders of the QAM tool, no case file; the case id is the patient, the one lesion is L1. */
        QAM_FOLDERS
    }
}
