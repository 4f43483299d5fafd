package org.thermargin.margin;

import java.util.List;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;

/**
 * A lesion with the organ around it, prepared for margins to any number of zones: the reconstructed lesion surface, its
 * depth under the capsule and its possible ball centres depend on no zone. Each is made when first needed and kept, so
 * that a margin is the same number whether or not its lesion was prepared before. Thread-safe.
 */
public final class PreparedLesion {
    /** Organ fields of so many zones are kept: a zone with and without its vessels asks for one box. */
    private static final int FIELDS = 2;

    private final BinaryMask lesion;
    private final Optional<BinaryMask> organ;
    private final LesionFrame frame;
    private final BinaryMask crop;
    private final Optional<BinaryMask> tissue;
    private final Kept<LesionSide> bending;
    private final Kept<LesionSide> side;
    private final Kept<SurfaceDistance> depth;
    private final Kept<Optional<Capsule>> capsule;
    private final Kept<LesionBalls> balls;
    private final Kept<LesionBeyond> beyond;
    private final Kept<MarginMap> shape;
    private final Kept<OrganDepth> organDepth;
    private final java.util.LinkedHashMap<Bounds3, Kept<RegionField>> organFields = new java.util.LinkedHashMap<>();

    /**
     * Of a lesion and its organ.
     *
     * @param lesion voxels whose centre lies in the lesion; not empty
     * @param organ organ tissue including lesions; empty when unknown
     * @param threads number of threads for what is made here, at least 1
     */
    public PreparedLesion(BinaryMask lesion, Optional<BinaryMask> organ, int threads) {
        this.lesion = lesion;
        this.organ = organ;
        this.frame = LesionFrame.of(lesion);
        this.crop = LesionSide.crop(frame.mask(lesion));
        this.tissue = organ.map(frame::mask);
        this.bending = new Kept<>(() -> LesionSide.ofCrop(crop));
        this.side = new Kept<>(() -> bending.get().fitted(threads));
        this.depth = new Kept<>(
                () -> new SurfaceDistance(side.get().field(), side.get().fitted()));
        this.capsule = new Kept<>(() -> tissue.map(mask -> new Capsule(crop, mask)));
        this.balls = new Kept<>(() -> new LesionBalls(crop));
        this.shape = new Kept<>(() -> frame.toWorld(new MarginMap(
                side.get().fitted().verticesMm(),
                side.get().fitted().triangles(),
                new double[side.get().fitted().vertexCount()])));
        this.organDepth =
                new Kept<>(() -> ShallowBlocks.around(crop.worldBounds().orElseThrow(), tissue.orElseThrow()));
        this.beyond = new Kept<>(() -> new LesionBeyond(crop, tissue.orElseThrow()));
    }

    /** The lesion as it was given. */
    public BinaryMask lesion() {
        return lesion;
    }

    /** The organ as it was given. */
    public Optional<BinaryMask> organ() {
        return organ;
    }

    /** The frame of all that follows. */
    LesionFrame frame() {
        return frame;
    }

    /** The organ in the lesion's frame. */
    Optional<BinaryMask> tissue() {
        return tissue;
    }

    /** The lesion on its bounding box and a rim. */
    BinaryMask crop() {
        return crop;
    }

    /** The lesion with the surface of least bending alone. */
    LesionSide bendingSide() {
        return bending.get();
    }

    /** The lesion with both surfaces. */
    LesionSide side() {
        return side.get();
    }

    /** Signed distance to the fitted surface. */
    SurfaceDistance depth() {
        return depth.get();
    }

    /** Signed distance to the reconstructed lesion surface in the world, mm, positive inside. */
    public SignedField depthField() {
        return frame.toWorld(depth());
    }

    /** The organ surface near the lesion; empty without an organ. */
    Optional<Capsule> capsule() {
        return capsule.get();
    }

    LesionBalls balls() {
        return balls.get();
    }

    /** How far around the lesion all is deep in the organ; only with an organ. */
    OrganDepth organDepth() {
        return organDepth.get();
    }

    /** The fitted surface in the world, without margins. */
    MarginMap shape() {
        return shape.get();
    }

    /** Voxels near the lesion that are no organ; only with an organ. */
    LesionBeyond beyond() {
        return beyond.get();
    }

    /** Field of the organ in the box. */
    RegionField organField(Bounds3 box) {
        Kept<RegionField> field;
        synchronized (organFields) {
            field = organFields.computeIfAbsent(
                    box, b -> new Kept<>(() -> ZoneSide.organField(tissue.orElseThrow(), b)));
            if (organFields.size() > FIELDS) {
                organFields.remove(organFields.keySet().iterator().next());
            }
        }
        return field.get();
    }

    /** What is to be made before a margin, dearest first; independent of each other. */
    List<Runnable> tasks() {
        return List.of(this::bendingSide, this::balls, this::capsule);
    }
}
