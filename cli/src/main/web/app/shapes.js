import { cross, minus, plus, times, unit } from './vector.js';

/** Meshes {xyz, triangles} of what has no surface of its own: shafts and the mark of the thinnest point. */
export function tube(from, to, radiusMm, sides = 12) {
  const along = unit(minus(to, from));
  const aside = unit(cross(along, Math.abs(along[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]));
  const other = cross(along, aside);
  const xyz = [];
  const triangles = [];
  for (let n = 0; n < sides; n++) {
    const angle = (2 * Math.PI * n) / sides;
    const out = plus(times(radiusMm * Math.cos(angle), aside), times(radiusMm * Math.sin(angle), other));
    xyz.push(...plus(from, out), ...plus(to, out));
    const [a, b, c, d] = [2 * n, 2 * n + 1, (2 * n + 2) % (2 * sides), (2 * n + 3) % (2 * sides)];
    triangles.push(a, c, b, b, c, d);
  }
  const tip = 2 * sides;
  xyz.push(...plus(to, times(2 * radiusMm, along)), ...from);
  for (let n = 0; n < sides; n++) {
    const next = (n + 1) % sides;
    triangles.push(2 * n + 1, 2 * next + 1, tip, 2 * next, 2 * n, tip + 1);
  }
  return { xyz: Float32Array.from(xyz), triangles: Int32Array.from(triangles) };
}

export function ball(centre, radiusMm, rings = 10, sides = 16) {
  const xyz = [];
  const triangles = [];
  for (let r = 0; r <= rings; r++) {
    const polar = (Math.PI * r) / rings;
    for (let n = 0; n < sides; n++) {
      const angle = (2 * Math.PI * n) / sides;
      const out = [Math.sin(polar) * Math.cos(angle), Math.sin(polar) * Math.sin(angle), Math.cos(polar)];
      xyz.push(...plus(centre, times(radiusMm, out)));
      if (r < rings) {
        const next = (n + 1) % sides;
        const [a, b, c, d] = [r * sides + n, r * sides + next, (r + 1) * sides + n, (r + 1) * sides + next];
        triangles.push(a, c, b, b, c, d);
      }
    }
  }
  return { xyz: Float32Array.from(xyz), triangles: Int32Array.from(triangles) };
}
