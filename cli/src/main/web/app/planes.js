import { length, minus, plus, times } from './vector.js';

/**
 * The three slices as on a CT screen: axial from the feet, coronal from the front, sagittal from the patient's left.
 * `axis` is the LPS axis across the slice; `right` and `down` are the LPS axes on the screen with their signs.
 */
const PLANES = {
  axial: { axis: 2, right: [0, 1], down: [1, 1], sides: { left: 'R', right: 'L', top: 'A', bottom: 'P' } },
  coronal: { axis: 1, right: [0, 1], down: [2, -1], sides: { left: 'R', right: 'L', top: 'S', bottom: 'I' } },
  sagittal: { axis: 0, right: [1, 1], down: [2, -1], sides: { left: 'A', right: 'P', top: 'S', bottom: 'I' } },
};
export const PLANE_NAMES = Object.keys(PLANES);

/** Letters of the positive and the negative side of each LPS axis. */
export const LETTERS = ['LR', 'PA', 'SI'];

/** One slice on the screen: which plane, where it lies in pixels of the page, and which millimetres it shows. */
export class SliceView {
  constructor(name) {
    this.name = name;
    Object.assign(this, PLANES[name]);
    this.rect = { left: 0, top: 0, width: 1, height: 1 };
    this.centre = [0, 0, 0];
    this.mmPerPixel = 1;
  }

  get visible() {
    return this.rect.width > 4 && this.rect.height > 4;
  }

  /** Pixels of the views' area where an LPS point is dropped onto this slice. */
  toScreen(point) {
    const [i, a] = this.right;
    const [j, b] = this.down;
    return [
      this.rect.left + this.rect.width / 2 + (a * (point[i] - this.centre[i])) / this.mmPerPixel,
      this.rect.top + this.rect.height / 2 + (b * (point[j] - this.centre[j])) / this.mmPerPixel,
    ];
  }

  /** The LPS point under a pixel, at the given place across the slice. */
  toWorld(x, y, across) {
    const point = [0, 0, 0];
    const [i, a] = this.right;
    const [j, b] = this.down;
    point[this.axis] = across;
    point[i] = this.centre[i] + a * (x - this.rect.left - this.rect.width / 2) * this.mmPerPixel;
    point[j] = this.centre[j] + b * (y - this.rect.top - this.rect.height / 2) * this.mmPerPixel;
    return point;
  }

  /** LPS shift for a shift in pixels. */
  shift(dx, dy) {
    const by = [0, 0, 0];
    by[this.right[0]] = this.right[1] * dx * this.mmPerPixel;
    by[this.down[0]] = this.down[1] * dy * this.mmPerPixel;
    return by;
  }

  /** LPS shift of the given length in mm towards a side of the screen. */
  towards(dx, dy, mm) {
    const by = this.shift(dx, dy);
    return times(mm / length(by), by);
  }

  /** The LPS axis about which a turn looks clockwise here. */
  get clockwise() {
    const out = [0, 0, 0];
    const handed = (this.right[0] + 1) % 3 === this.down[0] ? 1 : -1;
    out[this.axis] = handed * this.right[1] * this.down[1];
    return out;
  }

  holds(x, y) {
    const { left, top, width, height } = this.rect;
    return this.visible && x >= left && x < left + width && y >= top && y < top + height;
  }

  pan(dx, dy) {
    this.centre = minus(this.centre, this.shift(dx, dy));
  }

  /** Closer by a factor, the point under a pixel staying where it is. */
  zoom(factor, x, y) {
    const before = this.toWorld(x, y, 0);
    this.mmPerPixel = Math.min(4, Math.max(0.02, this.mmPerPixel / factor));
    const after = this.toWorld(x, y, 0);
    this.centre = plus(this.centre, minus(before, after));
  }

  /** Shows a box of LPS mm {low, high}. */
  fit({ low, high }) {
    this.centre = times(0.5, plus(low, high));
    const [i] = this.right;
    const [j] = this.down;
    this.mmPerPixel = Math.max((high[i] - low[i]) / this.rect.width, (high[j] - low[j]) / this.rect.height);
  }

  /** What is shown, as a box; across the slice it has no extent. */
  get box() {
    const { left, top, width, height } = this.rect;
    const a = this.toWorld(left, top, this.centre[this.axis]);
    const b = this.toWorld(left + width, top + height, this.centre[this.axis]);
    return { low: a.map((v, k) => Math.min(v, b[k])), high: a.map((v, k) => Math.max(v, b[k])) };
  }
}

/** The smallest box around points. */
export function boxOf(points, pad) {
  return {
    low: [0, 1, 2].map((k) => Math.min(...points.map((p) => p[k])) - pad),
    high: [0, 1, 2].map((k) => Math.max(...points.map((p) => p[k])) + pad),
  };
}
