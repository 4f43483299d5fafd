/** Arithmetic of points and directions, arrays of three numbers in LPS mm. */
export const plus = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const times = (s, a) => [s * a[0], s * a[1], s * a[2]];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const length = (a) => Math.hypot(a[0], a[1], a[2]);
export const unit = (a) => times(1 / length(a), a);

/** A vector turned about a unit axis, after Rodrigues. */
export function turned(v, axis, radians) {
  const c = Math.cos(radians);
  return plus(plus(times(c, v), times(Math.sin(radians), cross(axis, v))), times(dot(axis, v) * (1 - c), axis));
}
