/**
 * NIfTI-1 volumes as the server writes them: plain, little endian, placed by the sform (RAS mm). NiiVue cuts a volume along
 * its own lattice; so that its slices are the planes of the body, what lies under the others is made upright here.
 */
const READ = {
  2: { bytes: 1, read: (view, at) => view.getUint8(at) },
  4: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  16: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
};
const HEADER = 352;
const FLOAT32 = 16;
const UINT8 = 2;
const RGBA32 = 2304;
const MAX_IMAGE = 6e7; // voxels of an image made upright
const MAX_GROUND = 4e6; // voxels of the ground under masks without an image
const STRAIGHT = 1e-4; // share of a voxel's edge

/** Size in voxels, the rows of the sform, and how to read a voxel. */
export function latticeIn(bytes) {
  const header = new DataView(bytes);
  const size = [42, 44, 46].map((at) => header.getInt16(at, true));
  const rows = [280, 296, 312].map((at) => [0, 4, 8, 12].map((k) => header.getFloat32(at + k, true)));
  const offset = header.getFloat32(108, true);
  const slope = header.getFloat32(112, true) || 1;
  const intercept = header.getFloat32(116, true);
  const { bytes: width, read } = READ[header.getInt16(70, true)];
  return {
    size,
    rows,
    offset,
    toRas: (p) => rows.map((row) => row[0] * p[0] + row[1] * p[1] + row[2] * p[2] + row[3]),
    value: (index) => slope * read(header, offset + width * index) + intercept,
  };
}

/** A mask {size, voxels, toRas}, one byte a voxel. */
export function maskInNifti(bytes) {
  const { size, offset, toRas } = latticeIn(bytes);
  return { size, voxels: new Uint8Array(bytes, offset), toRas };
}

const edge = (lattice, k) => Math.hypot(...lattice.rows.map((row) => row[k]));
const finest = (lattice) => Math.min(...[0, 1, 2].map((k) => edge(lattice, k)));

/** Whether every edge of a voxel runs along one axis of the body. */
function isUpright(lattice) {
  return [0, 1, 2].every(
    (k) => lattice.rows.filter((row) => Math.abs(row[k]) > STRAIGHT * edge(lattice, k)).length === 1,
  );
}

/** The corners of the outermost voxels, RAS. */
const cornersOf = ({ size, toRas }) =>
  Array.from({ length: 8 }, (_, n) => toRas(size.map((count, k) => ((n >> k) & 1 ? count - 0.5 : -0.5))));

function boxOf(lattices) {
  const corners = lattices.flatMap(cornersOf);
  return [0, 1, 2].map((k) => [Math.min(...corners.map((c) => c[k])), Math.max(...corners.map((c) => c[k]))]);
}

/** An upright lattice over a box, no finer than asked and of no more voxels than allowed. */
function uprightOver(box, spacingMm, allowed) {
  const volume = box.reduce((product, [low, high]) => product * (high - low), 1);
  const step = Math.max(spacingMm, Math.cbrt(volume / allowed));
  return { step, size: box.map(([low, high]) => Math.max(1, Math.ceil((high - low) / step))), low: box.map(([l]) => l + step / 2) };
}

function headed({ size, low, step }, datatype, bits) {
  const bytes = new ArrayBuffer(HEADER + (size[0] * size[1] * size[2] * bits) / 8);
  const header = new DataView(bytes);
  header.setInt32(0, 348, true);
  [3, ...size, 1, 1, 1, 1].forEach((n, k) => header.setInt16(40 + 2 * k, n, true));
  header.setInt16(70, datatype, true);
  header.setInt16(72, bits, true);
  [1, step, step, step].forEach((mm, k) => header.setFloat32(76 + 4 * k, mm, true));
  header.setFloat32(108, HEADER, true);
  header.setFloat32(112, 1, true);
  header.setUint8(123, 2); // mm
  header.setInt16(254, 1, true); // sform
  low.forEach((mm, k) => {
    header.setFloat32(280 + 16 * k + 4 * k, step, true);
    header.setFloat32(280 + 16 * k + 12, mm, true);
  });
  [0x6e, 0x2b, 0x31, 0].forEach((letter, k) => header.setUint8(344 + k, letter));
  return bytes;
}

/** An empty upright volume over all of these, for masks to be laid on. */
export function groundUnder(volumes) {
  const lattices = volumes.map(latticeIn);
  return headed(uprightOver(boxOf(lattices), Math.min(...lattices.map(finest)), MAX_GROUND), UINT8, 8);
}

/** The image itself where it is upright, else read off at the points of an upright lattice, linear between voxels. */
export function uprightImage(bytes) {
  const lattice = latticeIn(bytes);
  if (isUpright(lattice)) {
    return bytes;
  }
  const upright = uprightOver(boxOf([lattice]), finest(lattice), MAX_IMAGE);
  const made = headed(upright, FLOAT32, 32);
  const out = new Float32Array(made, HEADER);
  const toVoxel = inverse(lattice.rows);
  let lowest = Infinity;
  for (let n = 0; n < lattice.size[0] * lattice.size[1] * lattice.size[2]; n++) {
    lowest = Math.min(lowest, lattice.value(n));
  }
  let to = 0;
  for (let k = 0; k < upright.size[2]; k++) {
    for (let j = 0; j < upright.size[1]; j++) {
      for (let i = 0; i < upright.size[0]; i++) {
        const p = [i, j, k].map((n, axis) => upright.low[axis] + n * upright.step);
        out[to++] = between(lattice, toVoxel(p), lowest);
      }
    }
  }
  return made;
}

function between({ size: [nx, ny, nz], value }, [x, y, z], outside) {
  const [i, j, k] = [x, y, z].map(Math.floor);
  if (i < 0 || j < 0 || k < 0 || i + 1 >= nx || j + 1 >= ny || k + 1 >= nz) {
    return outside;
  }
  const [u, v, w] = [x - i, y - j, z - k];
  const at = i + nx * (j + ny * k);
  const row = (start) => value(start) * (1 - u) + value(start + 1) * u;
  const slice = (start) => row(start) * (1 - v) + row(start + nx) * v;
  return slice(at) * (1 - w) + slice(at + nx * ny) * w;
}

/** Room for colours on the lattice of another volume, four bytes a voxel, all clear; the bytes before them are the header. */
export function colourVolumeOver(bytes) {
  const { size } = latticeIn(bytes);
  const made = new ArrayBuffer(HEADER + 4 * size[0] * size[1] * size[2]);
  new Uint8Array(made).set(new Uint8Array(bytes, 0, 348));
  const header = new DataView(made);
  header.setInt16(70, RGBA32, true);
  header.setInt16(72, 32, true);
  header.setFloat32(108, HEADER, true);
  header.setFloat32(112, 1, true);
  header.setFloat32(116, 0, true);
  return new Uint8Array(made, HEADER);
}

/**
 * From the voxels of one lattice to those of another: {at (indices) => indices there, low, high}, and the box of voxels, high
 * ones left out, beyond which none lies in the other.
 */
export function voxelMap(from, to) {
  const back = inverse(to.rows);
  const forth = inverse(from.rows);
  const corners = cornersOf(to).map(forth);
  const limited = (x, axis) => Math.min(from.size[axis], Math.max(0, x));
  return {
    at: (p) => back(from.toRas(p)),
    low: [0, 1, 2].map((axis) => limited(Math.floor(Math.min(...corners.map((c) => c[axis]))), axis)),
    high: [0, 1, 2].map((axis) => limited(Math.ceil(Math.max(...corners.map((c) => c[axis]))) + 1, axis)),
  };
}

/** From RAS to voxel indices. */
function inverse(rows) {
  const [a, b, c] = [0, 1, 2].map((k) => rows.map((row) => row[k]));
  const cross = (p, q) => [p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]];
  const dot = (p, q) => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
  const determinant = dot(a, cross(b, c));
  const duals = [cross(b, c), cross(c, a), cross(a, b)].map((d) => d.map((x) => x / determinant));
  return (p) => duals.map((d) => dot(d, p.map((x, k) => x - rows[k][3])));
}
