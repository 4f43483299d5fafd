package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The sub-voxel surface of a mask within a box: the zero level of the field of least bending from which margins are
 * measured (docs/margins.md), as triangles with outward normals, LPS mm. Where the mask reaches the border of its image it
 * goes on as the border voxels do; where it reaches the border of the box the surface ends.
 */
public final class MaskSurface {
    /** Voxels around the box, so that the field is settled at its border. */
    private static final int RIM = 4;

    private final BinaryMask mask;
    private final RegionField field;
    private final Surface surface;

    private MaskSurface(BinaryMask mask, RegionField field, Surface surface) {
        this.mask = mask;
        this.field = field;
        this.surface = surface;
    }

    /** The surface near the world box; empty when no border of the mask lies there. */
    public static Optional<MaskSurface> of(BinaryMask mask, Bounds3 region) {
        Optional<IndexBox> set = mask.boundingBox();
        if (set.isEmpty() || mask.grid().worldBounds(set.get()).gapMm(region) > 0) {
            return Optional.empty();
        }
        VoxelGrid grid = mask.grid();
        IndexBox wanted = ZoneSide.indexBox(grid, region).grown(RIM, RIM, RIM);
        IndexBox around = set.get().grown(RIM, RIM, RIM);
        IndexBox box = wanted.intersection(around);
        BinaryMask part = mask.cropped(box);
        if (!insideOf(grid, box)) {
            part = TissueVoxels.extended(mask, box);
        }
        if (part.isEmpty() || part.count() == part.grid().voxelCount()) {
            return Optional.empty();
        }
        RegionField field = RegionField.of(part, part.grid().box());
        Surface surface = SurfaceNets.extract(field.phi(), field.nodes());
        return surface.vertexCount() == 0 ? Optional.empty() : Optional.of(new MaskSurface(part, field, surface));
    }

    private static boolean insideOf(VoxelGrid grid, IndexBox box) {
        return box.equals(box.clippedTo(grid));
    }

    /** The voxels of the mask in the box, on the grid of the box. */
    public BinaryMask mask() {
        return mask;
    }

    /** Vertices, not a copy: three coordinates each. */
    public double[] verticesMm() {
        return surface.verticesMm();
    }

    /** Unit normals of the vertices, out of the mask, not a copy. */
    public double[] normals() {
        return surface.normals();
    }

    /** Vertex indices, three per triangle, outward by the right-hand rule, not a copy. */
    public int[] triangles() {
        return surface.triangles();
    }

    /** Largest spacing of the lattice of the vertices, mm. */
    public double spacingMm() {
        return surface.spacingMm();
    }

    /** The lattice on which the field is known: nearly cubic, original voxel centres are nodes. */
    public VoxelGrid nodes() {
        return field.nodes();
    }

    /** The field at the nodes, not a copy, in their linear order: positive inside, near the surface about the depth in mm. */
    public double[] fieldMm() {
        return field.phi();
    }

    /** The field at a world point: positive inside the mask. */
    public double fieldMm(double x, double y, double z) {
        return field.at(x, y, z);
    }
}
