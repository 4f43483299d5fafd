/**
 * The surface of a mask {size, voxels, toLps} for looking at, by surface nets (Gibson 1998): one vertex in
 * each cell that the border crosses, at the middle of the crossed edges. Nothing is measured on it.
 */
export function surfaceOfMask({ size: [nx, ny, nz], voxels, toLps }) {
  const at = (i, j, k) =>
    i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz && voxels[i + nx * (j + ny * k)] !== 0 ? 1 : 0;
  const [mx, my] = [nx + 1, ny + 1];
  const vertexOf = new Int32Array(mx * my * (nz + 1)).fill(-1); // cell (i, j, k) has corners i-1..i
  const xyz = [];
  const triangles = [];
  for (let k = 0; k <= nz; k++) {
    for (let j = 0; j <= ny; j++) {
      for (let i = 0; i <= nx; i++) {
        cell(i, j, k);
      }
    }
  }
  return { xyz: Float32Array.from(xyz), triangles: Int32Array.from(triangles) };

  function cell(i, j, k) {
    let corners = 0;
    for (let n = 0; n < 8; n++) {
      corners |= at(i - 1 + (n & 1), j - 1 + ((n >> 1) & 1), k - 1 + (n >> 2)) << n;
    }
    if (corners === 0 || corners === 255) {
      return;
    }
    vertexOf[i + mx * (j + my * k)] = xyz.length / 3;
    xyz.push(...toLps(middle(corners, i, j, k)));
    for (let axis = 0; axis < 3; axis++) {
      face(corners, axis, [i, j, k]);
    }
  }

  /** The quad around the edge that starts at the first corner, all of whose cells are known by now. */
  function face(corners, axis, [i, j, k]) {
    const first = corners & 1;
    const second = (corners >> (1 << axis)) & 1;
    const step = [1, mx, mx * my];
    const here = i + mx * (j + my * k);
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    if (first === second || [i, j, k][u] === 0 || [i, j, k][v] === 0) {
      return;
    }
    const quad = [here, here - step[u], here - step[u] - step[v], here - step[v]].map((c) => vertexOf[c]);
    const [a, b, c, d] = first ? quad : quad.reverse();
    triangles.push(a, b, c, a, c, d);
  }
}

const EDGES = [[0, 1], [2, 3], [4, 5], [6, 7], [0, 2], [1, 3], [4, 6], [5, 7], [0, 4], [1, 5], [2, 6], [3, 7]];

function middle(corners, i, j, k) {
  const sum = [0, 0, 0];
  let crossed = 0;
  for (const [p, q] of EDGES) {
    if (((corners >> p) & 1) !== ((corners >> q) & 1)) {
      crossed++;
      for (let axis = 0; axis < 3; axis++) {
        sum[axis] += (((p >> axis) & 1) + ((q >> axis) & 1)) / 2;
      }
    }
  }
  return [i, j, k].map((c, axis) => c - 1 + sum[axis] / crossed);
}

/** Every n-th voxel, so that no more than about a million cells are walked. */
export function coarsened(mask) {
  const step = Math.ceil(Math.cbrt((mask.size[0] * mask.size[1] * mask.size[2]) / 1e6));
  if (step < 2) {
    return mask;
  }
  const [nx, ny] = mask.size;
  const size = mask.size.map((n) => Math.ceil(n / step));
  const voxels = new Uint8Array(size[0] * size[1] * size[2]);
  let to = 0;
  for (let k = 0; k < size[2]; k++) {
    for (let j = 0; j < size[1]; j++) {
      for (let i = 0; i < size[0]; i++) {
        voxels[to++] = mask.voxels[step * (i + nx * (j + ny * k))];
      }
    }
  }
  return { size, voxels, toRas: (p) => mask.toRas(p.map((c) => step * c)) };
}
