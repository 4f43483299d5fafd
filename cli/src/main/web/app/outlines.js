import { cut, cutEllipsoid } from './cut.js';

const NEAR_MM = 2.5; // a shaft within this of the slice is drawn in full

/** Everything drawn over the slices, in vectors: zones, lesions by margin, shafts, the thinnest place, the crosshair. */
export class Outlines {
  /** @param colours custom properties of the page's style, so that they stand there alone */
  constructor(canvas, colours, bands) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d', { willReadFrequently: true }); // in memory: quick without a graphics card too
    this.colours = colours;
    this.bands = bands;
    this.cuts = new Map(); // mesh -> last cut per plane
  }

  resize(width, height) {
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  /**
   * @param scene {focus, lesions: [{mesh, margins, chosen}], plainZone: [mesh], cooledZone: [mesh], previews: [ellipsoid], applicators,
   *     chosen, witness, shown: {lesion, plain, cooled, shafts}, held}
   */
  draw(views, scene) {
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const view of Object.values(views)) {
      if (view.visible) {
        this.pen.save();
        this.pen.beginPath();
        this.pen.rect(view.rect.left, view.rect.top, view.rect.width, view.rect.height);
        this.pen.clip();
        this.drawView(view, scene);
        this.pen.restore();
      }
    }
  }

  drawView(view, scene) {
    const at = scene.focus[view.axis];
    this.crosshair(view, scene.focus);
    if (scene.shown.plain) {
      const cooledToo = scene.cooledZone.length > 0;
      const [colour, dash] = cooledToo ? [this.colours.plain, [6, 5]] : [this.colours.zone, []];
      scene.plainZone.forEach((mesh) => this.zone(view, this.cutOf(view, mesh, at), colour, dash));
      for (const ellipsoid of scene.previews) {
        this.zone(view, cutEllipsoid(ellipsoid, view.axis, at), this.colours.plain, [2, 4]);
      }
    }
    if (scene.shown.cooled) {
      scene.cooledZone.forEach((mesh) => this.zone(view, this.cutOf(view, mesh, at), this.colours.zone, []));
    }
    if (scene.shown.lesion) {
      scene.lesions.forEach((lesion) => this.lesion(view, this.cutOf(view, lesion.mesh, at, lesion.margins), lesion.chosen));
    }
    if (scene.witness) {
      this.witness(view, scene.witness, at);
    }
    if (scene.shown.shafts) {
      scene.applicators.forEach((a) => this.shaft(view, a, at, a.id === scene.chosen, scene.held));
      this.names(view, scene.applicators, scene.chosen);
    }
  }

  cutOf(view, mesh, at, values) {
    const key = `${view.name} ${at}`;
    const kept = this.cuts.get(mesh) ?? {};
    if (kept[view.name]?.key !== key || kept[view.name].values !== values) {
      kept[view.name] = { key, values, paths: cut(mesh, view.axis, at, values) };
      this.cuts = new Map([...this.cuts].slice(-12)); // meshes of former poses go
      this.cuts.set(mesh, kept);
    }
    return kept[view.name].paths;
  }

  trace(view, points, closed) {
    this.pen.beginPath();
    points.forEach((p, n) => (n === 0 ? this.pen.moveTo(...view.toScreen(p)) : this.pen.lineTo(...view.toScreen(p))));
    if (closed) {
      this.pen.closePath();
    }
  }

  zone(view, paths, colour, dash) {
    for (const path of paths) {
      this.trace(view, path.points, path.closed);
      this.casing(2, colour, dash);
    }
  }

  /** A line with a dark rim, so that it is seen on any grey. */
  casing(width, colour, dash) {
    this.pen.lineJoin = 'round';
    this.pen.setLineDash(dash);
    this.pen.lineWidth = width + 2;
    this.pen.strokeStyle = this.colours.rim;
    this.pen.stroke();
    this.pen.lineWidth = width;
    this.pen.strokeStyle = colour;
    this.pen.stroke();
    this.pen.setLineDash([]);
  }

  /** Runs of one band each; tissue left is drawn widest, so that it is found without colour. */
  lesion(view, paths, chosen) {
    for (const { points, closed, values } of paths) {
      this.trace(view, points, closed);
      this.pen.lineWidth = 5;
      this.pen.strokeStyle = this.colours.rim;
      this.pen.stroke();
      const count = closed ? points.length : points.length - 1;
      for (let from = 0; from < count; ) {
        const band = this.bands.of((values[from] + values[(from + 1) % points.length]) / 2);
        let to = from + 1;
        while (to < count && this.bands.of((values[to] + values[(to + 1) % points.length]) / 2) === band) {
          to++;
        }
        const run = [];
        for (let n = from; n <= to; n++) {
          run.push(points[n % points.length]);
        }
        this.trace(view, run, false);
        const first = band && band.from_mm === undefined;
        this.pen.lineCap = 'butt';
        this.pen.lineWidth = first ? 6 : chosen ? 3.5 : 2;
        this.pen.strokeStyle = band ? band.color : this.colours.unjudged;
        this.pen.stroke();
        from = to;
      }
    }
  }

  crosshair(view, focus) {
    const [x, y] = view.toScreen(focus);
    const { left, top, width, height } = view.rect;
    const gap = 14;
    this.pen.strokeStyle = this.colours.crosshair;
    this.pen.lineWidth = 1;
    this.pen.beginPath();
    for (const [x0, y0, x1, y1] of [
      [left, y, x - gap, y],
      [x + gap, y, left + width, y],
      [x, top, x, y - gap],
      [x, y + gap, x, top + height],
    ]) {
      this.pen.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
      this.pen.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    }
    this.pen.stroke();
  }

  /** Ring at the thinnest point, full where it lies in the slice; a line to the tissue that is left. */
  witness(view, { lesion, zone }, at) {
    const [x, y] = view.toScreen(lesion);
    const near = Math.abs(lesion[view.axis] - at) <= NEAR_MM;
    this.pen.globalAlpha = near ? 1 : 0.35;
    if (zone) {
      this.trace(view, [lesion, zone], false);
      this.casing(1.5, this.colours.mark, []);
    }
    this.pen.beginPath();
    this.pen.arc(x, y, 9, 0, 2 * Math.PI);
    this.casing(2, this.colours.mark, near ? [] : [3, 3]);
    this.pen.globalAlpha = 1;
  }

  /** The shaft dropped onto the slice: full where it is near the slice, thin elsewhere; tip round, entry square. */
  shaft(view, applicator, at, chosen, held) {
    const { tip_mm: tip, entry_mm: entry } = applicator;
    const colour = this.colours[chosen ? 'chosen' : 'shaft'];
    this.pen.globalAlpha = 0.55;
    this.trace(view, [entry, tip], false);
    this.casing(1.25, colour, []);
    this.pen.globalAlpha = 1;
    const near = nearPart(entry, tip, view.axis, at);
    if (near) {
      this.trace(view, near, false);
      this.casing(3, colour, []);
    }
    for (const [end, point] of [['tip_mm', tip], ['entry_mm', entry]]) {
      const [x, y] = view.toScreen(point);
      const grabbed = held && held.id === applicator.id && held.end === end;
      const r = grabbed ? 8 : chosen ? 6 : 4.5;
      this.pen.beginPath();
      end === 'tip_mm' ? this.pen.arc(x, y, r, 0, 2 * Math.PI) : this.pen.rect(x - r, y - r, 2 * r, 2 * r);
      this.pen.fillStyle = Math.abs(point[view.axis] - at) <= NEAR_MM ? colour : this.colours.rim;
      this.pen.fill();
      this.casing(1.5, colour, []);
    }
  }

  /** Names beside the tips, that of the chosen applicator first; one that would cover another stands at another corner. */
  names(view, applicators, chosen) {
    this.pen.font = this.colours.font;
    const taken = [];
    for (const a of [...applicators].sort((p, q) => (q.id === chosen) - (p.id === chosen))) {
      const [x, y] = view.toScreen(a.tip_mm);
      if (!view.holds(x, y)) {
        continue;
      }
      const width = this.pen.measureText(a.id).width;
      const [right, left] = [x + 10, x - 10 - width];
      const places = [-8, 17, -23, 32].flatMap((down) => [[right, y + down], [left, y + down]]);
      const free = places.find((p) => taken.every((q) => Math.abs(p[1] - q.y) > 13 || p[0] > q.to || p[0] + width < q.from));
      const [from, at] = free ?? places[0];
      taken.push({ from: from - 4, to: from + width + 4, y: at });
      this.label(a.id, from, at, this.colours[a.id === chosen ? 'chosen' : 'shaft']);
    }
  }

  label(text, x, y, colour) {
    this.pen.font = this.colours.font;
    this.pen.lineWidth = 3;
    this.pen.strokeStyle = this.colours.rim;
    this.pen.strokeText(text, x, y);
    this.pen.fillStyle = colour;
    this.pen.fillText(text, x, y);
  }
}

/** The part of a segment within NEAR_MM of the slice, if any. */
function nearPart(p, q, axis, at) {
  const [a, b] = [p[axis] - at, q[axis] - at];
  let [from, to] = [0, 1];
  if (Math.abs(b - a) > 1e-9) {
    const [s, t] = [(-NEAR_MM - a) / (b - a), (NEAR_MM - a) / (b - a)];
    from = Math.max(0, Math.min(s, t));
    to = Math.min(1, Math.max(s, t));
  } else if (Math.abs(a) > NEAR_MM) {
    return null;
  }
  const point = (s) => [0, 1, 2].map((k) => p[k] + s * (q[k] - p[k]));
  return from < to ? [point(from), point(to)] : null;
}
