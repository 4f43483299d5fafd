import { cross, length, minus, plus, times, turned, unit } from './vector.js';

/**
 * Applicators as entries of case.json ({id, device, tip_mm, entry_mm, ...}), never changed in place. An end that was not
 * moved keeps the numbers that came from the engine to the last bit.
 */
const SHORTEST_MM = 5;

export const direction = (applicator) => unit(minus(applicator.tip_mm, applicator.entry_mm));
export const lengthMm = (applicator) => length(minus(applicator.tip_mm, applicator.entry_mm));
export const angleToAxialDeg = (applicator) => (Math.asin(Math.abs(direction(applicator)[2])) * 180) / Math.PI;

/** With the tip or the entry elsewhere; the same applicator where the two would meet. */
export function withEnd(applicator, end, point) {
  const moved = { ...applicator, [end]: point };
  return lengthMm(moved) < SHORTEST_MM ? applicator : moved;
}

export function shifted(applicator, by) {
  return { ...applicator, tip_mm: plus(applicator.tip_mm, by), entry_mm: plus(applicator.entry_mm, by) };
}

/** Deeper by so many mm along the shaft, the entry where it was; negative pulls back. */
export function advanced(applicator, mm) {
  return withEnd(applicator, 'tip_mm', plus(applicator.tip_mm, times(mm, direction(applicator))));
}

/** Turned about the entry, round an axis (unit vector). */
export function rotated(applicator, axis, degrees) {
  const shaft = minus(applicator.tip_mm, applicator.entry_mm);
  const tip = plus(applicator.entry_mm, turned(shaft, axis, (degrees * Math.PI) / 180));
  return { ...applicator, tip_mm: tip };
}

/** How a pose was moved to another: maps points that are fixed to the first applicator to the second. */
export function rigidMove(from, to) {
  const a = direction(from);
  const b = direction(to);
  const axis = cross(a, b);
  const sine = length(axis);
  const angle = Math.atan2(sine, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
  const turn = sine < 1e-12 ? (v) => v : (v) => turned(v, times(1 / sine, axis), angle);
  return { direction: turn, point: (p) => plus(to.tip_mm, turn(minus(p, from.tip_mm))) };
}

/** An applicator through the middle of a lesion, parallel to the last one or from the patient's right and front. */
export function newApplicator(applicators, device, setting, lesionCentre) {
  const last = applicators[applicators.length - 1];
  const along = last ? direction(last) : unit([0.8, 0.6, 0]);
  const tip = plus(lesionCentre, times(10, along));
  const taken = new Set(applicators.map((a) => a.id));
  let n = applicators.length + 1;
  while (taken.has(`needle ${n}`)) {
    n++;
  }
  return withSetting(
    { id: `needle ${n}`, device, entry_mm: plus(tip, times(-100, along)), tip_mm: tip },
    setting,
  );
}

/** With power and time of a row of the device table, one application. */
export function withSetting(applicator, setting) {
  const { power_w: power, time_s: time, applications: dropped, ...rest } = applicator;
  return { ...rest, ...(setting.power_w === undefined ? {} : { power_w: setting.power_w }), time_s: setting.time_s };
}

/** States one after another, with a place among them. */
export class History {
  constructor(first) {
    this.states = [first];
    this.at = 0;
  }

  get now() {
    return this.states[this.at];
  }

  push(state) {
    this.states = [...this.states.slice(0, this.at + 1), state];
    this.at++;
  }

  /** Steps by -1 or 1; whether there was one. */
  step(by) {
    const to = this.at + by;
    if (to < 0 || to >= this.states.length) {
      return false;
    }
    this.at = to;
    return true;
  }

  can(by) {
    return this.at + by >= 0 && this.at + by < this.states.length;
  }
}
