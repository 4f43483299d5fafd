/**
 * The outline of a triangle mesh in a plane across one axis: paths of {points: [x, y, z] ..., closed, values}, the values
 * of the vertices running along. Triangles share the points on their common edges, so that outlines close exactly.
 */
export function cut(mesh, axis, at, values) {
  const { xyz, triangles } = mesh;
  const count = xyz.length / 3;
  const above = (v) => xyz[3 * v + axis] >= at;
  const ends = new Map(); // edge -> segments that end on it
  const segments = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t];
    const b = triangles[t + 1];
    const c = triangles[t + 2];
    const ab = above(a) !== above(b);
    const bc = above(b) !== above(c);
    if (!ab && !bc) {
      continue; // then c lies on the same side as a
    }
    const ca = above(c) !== above(a);
    const segment = [];
    for (const [crossed, v, w] of [[ab, a, b], [bc, b, c], [ca, c, a]]) {
      if (crossed) {
        const edge = Math.min(v, w) * count + Math.max(v, w);
        segment.push(edge);
        const there = ends.get(edge);
        there ? there.push(segments.length) : ends.set(edge, [segments.length]);
      }
    }
    segments.push(segment);
  }
  return chained(segments, ends).map(({ edges, closed }) => {
    const points = [];
    const along = [];
    for (const edge of edges) {
      const v = Math.floor(edge / count);
      const w = edge - v * count;
      const share = (at - xyz[3 * v + axis]) / (xyz[3 * w + axis] - xyz[3 * v + axis]);
      points.push([0, 1, 2].map((k) => xyz[3 * v + k] + share * (xyz[3 * w + k] - xyz[3 * v + k])));
      along.push(values ? values[v] + share * (values[w] - values[v]) : NaN);
    }
    return { points, closed, values: along };
  });
}

function chained(segments, ends) {
  const used = new Uint8Array(segments.length);
  const paths = [];
  for (let first = 0; first < segments.length; first++) {
    if (used[first]) {
      continue;
    }
    used[first] = 1;
    const edges = [...segments[first]];
    let closed = grow(edges);
    if (!closed) {
      edges.reverse();
      closed = grow(edges);
    }
    paths.push({ edges, closed });
  }
  return paths;

  /** Adds segments at the end until none follows; whether the path came back to its start. */
  function grow(edges) {
    for (;;) {
      const last = edges[edges.length - 1];
      const next = ends.get(last).find((s) => !used[s]);
      if (next === undefined) {
        return false;
      }
      used[next] = 1;
      const [p, q] = segments[next];
      const to = p === last ? q : p;
      if (to === edges[0]) {
        return true;
      }
      edges.push(to);
    }
  }
}

/**
 * The outline of an ellipsoid {center_lps_mm, axes_lps, semi_mm} in the plane across one axis: closed path, or none
 * where the plane misses it.
 */
export function cutEllipsoid(ellipsoid, axis, at, steps = 72) {
  const [i, j] = [(axis + 1) % 3, (axis + 2) % 3];
  const c = ellipsoid.center_lps_mm;
  const form = (k, l) => ellipsoid.axes_lps.reduce((sum, d, n) => sum + (d[k] * d[l]) / ellipsoid.semi_mm[n] ** 2, 0);
  const h = at - c[axis];
  const [p, q, r] = [form(i, i), form(i, j), form(j, j)];
  const [u, v] = [form(i, axis) * h, form(j, axis) * h];
  const determinant = p * r - q * q;
  const x = (q * v - r * u) / determinant;
  const y = (q * u - p * v) / determinant;
  const left = 1 - form(axis, axis) * h * h - (u * x + v * y);
  if (!(left > 0)) {
    return [];
  }
  const l11 = Math.sqrt(p);
  const l21 = q / l11;
  const l22 = Math.sqrt(r - l21 * l21);
  const points = [];
  for (let n = 0; n < steps; n++) {
    const angle = (2 * Math.PI * n) / steps;
    const b = (Math.sqrt(left) * Math.sin(angle)) / l22;
    const a = (Math.sqrt(left) * Math.cos(angle) - l21 * b) / l11;
    const point = [0, 0, 0];
    point[axis] = at;
    point[i] = c[i] + x + a;
    point[j] = c[j] + y + b;
    points.push(point);
  }
  return [{ points, closed: true, values: [] }];
}
