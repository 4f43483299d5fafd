/**
 * The engine speaks LPS, NiiVue RAS, both in mm. This file alone crosses between them: the first two axes change sign,
 * which is its own inverse.
 */
export const ras = ([x, y, z]) => [-x, -y, z];

/** Vertices one after the other, as a new array in the other frame. */
export function rasVertices(xyz) {
  const out = new Float32Array(xyz.length);
  for (let i = 0; i < xyz.length; i += 3) {
    out[i] = -xyz[i];
    out[i + 1] = -xyz[i + 1];
    out[i + 2] = xyz[i + 2];
  }
  return out;
}

/** A box {low, high} of the other frame. */
export function rasBox({ low, high }) {
  return { low: [-high[0], -high[1], low[2]], high: [-low[0], -low[1], high[2]] };
}
