import { Live, meshIn, readBytes } from './live.js';
import { rigidMove } from './plan.js';

const SLOW_MS = 250;
const noZones = () => ({ plain: [], cooled: [] });

/**
 * What the engine was asked and what it answered last: numbers, margins of lesion surfaces and outlines of zones, each
 * with the pose that it belongs to. The page shows numbers as final only while they belong to the pose on the screen.
 */
export class Answers {
  /** @param heard {numbers, surfaces, margins, waiting, fixes, lost}, called after something came */
  constructor(opened, heard) {
    this.heard = heard;
    this.lesions = opened.lesions;
    this.assessment = opened.assessment;
    this.meshes = [];
    this.margins = [];
    this.zones = noZones();
    this.arriving = noZones();
    this.ellipsoids = [];
    this.refused = null;
    this.sent = new Map(); // number of a question -> its pose
    this.seq = 0; // of the question asked last
    this.numbersSeq = 0; // of the question whose numbers are shown
    this.surfacesSeq = 0; // of the question whose surfaces are shown
  }

  async open() {
    this.meshes = await Promise.all(
      this.lesions.map(async (lesion) => (lesion.mesh ? meshIn(await readBytes(lesion.mesh)) : null)),
    );
    this.live = new Live({
      numbers: (message) => this.onNumbers(message),
      lesionMesh: ({ seq, index, mesh }) => seq === this.seq && (this.meshes[index] = mesh),
      lesionMargins: (message) => this.onLesionMargins(message),
      zoneMesh: ({ seq, cooled, mesh }) => seq === this.seq && this.arriving[cooled ? 'cooled' : 'plain'].push(mesh),
      done: ({ seq }) => seq === this.seq && this.surfacesAre(seq, this.arriving),
      error: (message) => this.onError(message),
      fix: (message) => this.heard.fixes(message),
      lost: () => this.heard.lost(),
    });
  }

  /** Asks for the pose that the function gives, at most once a frame of the browser. */
  ask(pose) {
    this.asking ??= requestAnimationFrame(() => {
      this.asking = undefined;
      const asked = pose();
      this.seq = this.live.send({ type: 'pose', ...asked });
      this.sent.set(this.seq, asked);
    });
    this.markDrawn('');
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.heard.waiting(true), SLOW_MS);
  }

  /** The answer, also that it was cancelled, goes to `heard.fixes`; a pose asked meanwhile cancels the search. */
  askForFix(pose) {
    this.live.send({ type: 'fix', ...pose });
  }

  /** Whether a question without an answer is on its way. */
  get pending() {
    return this.asking !== undefined || this.numbersSeq !== this.seq;
  }

  /** Whether the outlines of zones belong to the pose on the screen. */
  get zonesFit() {
    return this.asking === undefined && this.surfacesSeq === this.seq;
  }

  onNumbers(message) {
    if (message.seq <= this.numbersSeq || !this.sent.has(message.seq)) {
      return;
    }
    this.numbersSeq = message.seq;
    this.refused = null;
    this.assessment = message.assessment;
    this.ellipsoids = message.zone_ellipsoids ?? [];
    this.arriving = noZones();
    this.settle(message);
  }

  onError(message) {
    if (message.seq !== this.seq) {
      return;
    }
    this.numbersSeq = message.seq;
    this.refused = message.text;
    this.ellipsoids = [];
    this.margins = [];
    this.settle(message);
    this.surfacesAre(message.seq, noZones());
  }

  settle(message) {
    for (const old of [...this.sent.keys()].filter((seq) => seq < message.seq)) {
      this.sent.delete(old);
    }
    if (!this.pending) {
      clearTimeout(this.slow);
      this.heard.waiting(false);
    }
    this.heard.numbers(message);
  }

  onLesionMargins({ seq, index, margins }) {
    if (seq === this.seq) {
      this.margins[index] = margins;
      this.heard.margins(index);
    }
  }

  surfacesAre(seq, zones) {
    this.surfacesSeq = seq;
    this.zones = zones;
    this.markDrawn(seq);
    this.heard.surfaces();
  }

  /** The number of the question whose answer is wholly on the screen, for whoever drives the page. */
  markDrawn(seq) {
    document.documentElement.dataset.drawn = String(seq);
  }

  /** Ellipsoids of the last answer moved with their applicators: what the zone as tabled is at another pose. */
  ellipsoidsAt(applicators) {
    const before = this.sent.get(this.numbersSeq)?.applicators ?? [];
    return this.ellipsoids.flatMap((ellipsoid) => {
      const from = before.find((a) => a.id === ellipsoid.applicator);
      const to = applicators.find((a) => a.id === ellipsoid.applicator);
      if (!from || !to) {
        return [];
      }
      const move = rigidMove(from, to);
      return [
        {
          ...ellipsoid,
          center_lps_mm: move.point(ellipsoid.center_lps_mm),
          axes_lps: ellipsoid.axes_lps.map(move.direction),
        },
      ];
    });
  }
}
