import { colourVolumeOver, latticeIn, maskInNifti, voxelMap } from './nifti.js';

const COMBINATIONS = 256; // one byte a voxel

/**
 * All masks in one coloured volume on the lattice of the background, so that the browser lays one volume over the image
 * however many masks there are. A voxel knows which masks hold it; hiding a mask changes colours only. Should more combinations
 * of masks meet than a byte can tell apart, the mask on top hides those below it.
 */
export class MaskLayers {
  /**
   * @param ground bytes of the background
   * @param masks [{id, bytes, rgb, opacity}], later ones on top
   */
  constructor(ground, masks) {
    this.masks = masks;
    this.hidden = new Set();
    this.bytes = colourVolumeOver(ground);
    const lattice = latticeIn(ground);
    this.combinations = [[]];
    this.voxels = new Uint8Array(lattice.size[0] * lattice.size[1] * lattice.size[2]);
    masks.forEach((mask, n) => this.lay(lattice, mask, this.joined(n)));
    this.colour(new Uint32Array(this.bytes.buffer, this.bytes.byteOffset));
  }

  /** What a combination becomes where the n-th mask joins it. */
  joined(n) {
    const known = new Map();
    return (combination) => {
      if (!known.has(combination)) {
        known.set(combination, this.numberOf([...this.combinations[combination], n]));
      }
      return known.get(combination);
    };
  }

  numberOf(members) {
    if (this.combinations.length < COMBINATIONS) {
      return this.combinations.push(members) - 1;
    }
    const alone = members.slice(-1);
    const same = this.combinations.findIndex((c) => c.length === 1 && c[0] === alone[0]);
    return same < 0 ? 0 : same;
  }

  /** Every voxel of the background whose centre lies in a voxel of the mask joins. */
  lay(ground, { bytes }, join) {
    const { size: [mx, my, mz], voxels: inside } = maskInNifti(bytes);
    const { at, low, high } = voxelMap(ground, latticeIn(bytes));
    const next = new Int16Array(COMBINATIONS).fill(-1);
    const [nx, ny] = ground.size;
    const step = at([1, 0, 0]).map((x, axis) => x - at([0, 0, 0])[axis]);
    for (let k = low[2]; k < high[2]; k++) {
      for (let j = low[1]; j < high[1]; j++) {
        let [x, y, z] = at([low[0], j, k]).map((c) => c + 0.5);
        for (let i = low[0]; i < high[0]; i++, x += step[0], y += step[1], z += step[2]) {
          if (x >= 0 && y >= 0 && z >= 0 && x < mx && y < my && z < mz && inside[(x | 0) + mx * ((y | 0) + my * (z | 0))]) {
            const voxel = i + nx * (j + ny * k);
            const before = this.voxels[voxel];
            if (next[before] < 0) {
              next[before] = join(before);
            }
            this.voxels[voxel] = next[before];
          }
        }
      }
    }
  }

  /** @return whether colours changed */
  show(id, visible) {
    const known = this.masks.some((mask) => mask.id === id) && this.hidden.has(id) === visible;
    if (known) {
      visible ? this.hidden.delete(id) : this.hidden.add(id);
    }
    return known;
  }

  /** Writes the colours of all voxels, four bytes each. */
  colour(into) {
    const colours = Uint32Array.from(this.combinations, (members) => this.mixed(members));
    for (let n = 0; n < this.voxels.length; n++) {
      into[n] = colours[this.voxels[n]];
    }
  }

  mixed(members) {
    let rgb = [0, 0, 0];
    let alpha = 0;
    for (const mask of members.map((n) => this.masks[n]).filter(({ id }) => !this.hidden.has(id))) {
      const below = alpha * (1 - mask.opacity);
      alpha = mask.opacity + below;
      rgb = rgb.map((c, n) => (mask.rgb[n] * mask.opacity + c * below) / alpha);
    }
    const [r, g, b, a] = [...rgb, 255 * alpha].map(Math.round);
    return (r | (g << 8) | (b << 16) | (a << 24)) >>> 0;
  }
}
