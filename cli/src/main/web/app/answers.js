import { Live, meshIn, readBytes } from './live.js';
import { rigidMove } from './plan.js';

const SLOW_MS = 250;
const noZones = () => ({ plain: [], cooled: [] });

/**
 * What the engine was asked and what it answered last: numbers, margins of lesion surfaces and outlines of zones, each
 * with the pose that it belongs to. The page shows numbers as final only while they belong to the pose on the screen; what
 * follows the needle (`live`) is provisional until the numbers of its pose have come.
 */
export class Answers {
  /** @param heard {follows, numbers, surfaces, margins, waiting, fixes, lost}, called after something came */
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
    this.live = null; // what followed the needle last: {seq, source, lesions}
    this.sent = new Map(); // number of a question -> its pose
    this.seq = 0; // of the question asked last
    this.numbersSeq = 0; // of the question whose numbers are shown
    this.surfacesSeq = 0; // of the question whose surfaces are shown
  }

  async open() {
    this.meshes = await Promise.all(
      this.lesions.map(async (lesion) => (lesion.mesh ? meshIn(await readBytes(lesion.mesh)) : null)),
    );
    this.connection = new Live({
      live: (message) => this.onLive(message),
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
      this.seq = this.connection.send({ type: 'pose', ...asked });
      this.sent.set(this.seq, asked);
    });
    this.markDrawn('');
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.heard.waiting(true), SLOW_MS);
  }

  /** The answer, also that it was cancelled, goes to `heard.fixes`; a pose asked meanwhile cancels the search. */
  askForFix(pose) {
    this.connection.send({ type: 'fix', ...pose });
  }

  /** Whether a question without an answer is on its way. */
  get pending() {
    return this.asking !== undefined || this.numbersSeq !== this.seq;
  }

  /** Whether what is shown follows the needle, its numbers not yet being there. */
  get follows() {
    return this.live !== null && this.live.seq > this.numbersSeq && !this.refused;
  }

  /** A lesion, its zone of the source in place of the assessed one where it is followed. */
  lesion(id, source) {
    const lesion = this.assessment.lesions.find((l) => l.id === id);
    if (!lesion || !this.follows || this.live.source !== source) {
      return lesion;
    }
    const { zone } = this.live.lesions.find((l) => l.id === id) ?? {};
    const others = (lesion.zones ?? []).filter((z) => z.source !== source);
    return zone ? { ...lesion, zones: [...others, zone] } : { ...lesion, zones: others, verdict: 'NOT_TARGETED' };
  }

  /** Whether the outlines of zones belong to the pose on the screen. */
  get zonesFit() {
    return this.asking === undefined && this.surfacesSeq === this.seq;
  }

  onLive(message) {
    if (message.seq <= Math.max(this.live?.seq ?? 0, this.numbersSeq) || !this.sent.has(message.seq)) {
      return;
    }
    this.live = message;
    this.refused = null;
    this.heard.follows(message);
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
    this.live = null;
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
