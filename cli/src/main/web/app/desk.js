import { answer, facts } from './facts.js';
import { applicatorCards, choices, nearestSetting } from './choices.js';
import { element } from './dom.js';
import { keyHelp, layerList, toolbar } from './extras.js';
import { listenToKeys, nudge } from './keyboard.js';
import { Live, meshIn, readBytes, readSaved } from './live.js';
import { niivueIsThere, Space, Volumes } from './niivue.js';
import { History, advanced, newApplicator, rigidMove, rotated } from './plan.js';
import { Pointing } from './pointing.js';
import { SpaceScene } from './spacescene.js';
import { Stage } from './stage.js';
import { rgb } from './bands.js';
import { plus } from './vector.js';
import { TEXT } from './text.js';

const noZones = () => ({ plain: [], cooled: [] });
const byId = (id) => document.getElementById(id);
const MASK_OPACITY = { liver: 0, lesion: 0.3, vessel: 0.5, structure: 0.35, zone: 0.25 };
const LIVER_WINDOW = { low: 0, high: 4 }; // a mask as background: grey, not white
const SLOW_MS = 250;

/**
 * The state of the page and all that may happen to it: which lesion, source and applicators are looked at, what the engine
 * answered last, and what is drawn. Numbers are shown only beside the pose that they belong to, else marked as waiting.
 */
export class Desk {
  constructor(opened, bands) {
    this.opened = opened;
    this.bands = bands;
    this.sources = opened.sources;
    this.source = opened.sources[0];
    this.targetMm = opened.plan.target_mm;
    this.lesions = opened.lesions;
    this.devices = opened.devices;
    this.plans = Object.fromEntries(
      Object.entries(opened.plan.applicators).map(([source, list]) => [source, new History(list)]),
    );
    this.assessment = opened.assessment;
    this.lesionId = this.worstLesion();
    this.meshes = [];
    this.margins = [];
    this.zones = noZones();
    this.ellipsoids = [];
    this.shown = { lesion: true, plain: true, cooled: true, shafts: true };
    this.focus = [0, 0, 0];
    this.held = null;
    this.draft = null; // applicators while dragging
  }

  async open() {
    const { id, digest } = this.opened.case;
    this.stage = new Stage(byId('views'), this.bands, TEXT.caseName(id, digest));
    this.stage.scene = () => this.scene();
    this.views = this.stage.views;
    this.chosen = (this.meant(this.lesionId)[0] ?? this.applicators[0])?.id;
    byId('tools').append(toolbar(this));
    byId('keys').replaceWith(keyHelp());
    listenToKeys(this);
    this.pointing = new Pointing(byId('views'), this);
    new ResizeObserver(() => this.stage.measure()).observe(byId('views'));
    await this.loadMeshes();
    this.live = new Live({
      numbers: (message) => this.onNumbers(message),
      lesionMesh: ({ seq, index, mesh }) => seq === this.seq && (this.meshes[index] = mesh),
      lesionMargins: (message) => this.onLesionMargins(message),
      zoneMesh: (message) => this.onZoneMesh(message),
      done: (message) => this.onDone(message),
      error: (message) => this.onError(message),
      fix: (message) => this.onFixes(message),
      lost: () => this.say(TEXT.disconnected, true),
    });
    this.stage.measure();
    this.onHome();
    this.onThinnest();
    this.showAll();
    this.ask();
    this.say('');
    await this.openNiivue();
    document.documentElement.dataset.ready = 'true';
  }

  async loadMeshes() {
    this.meshes = await Promise.all(
      this.lesions.map(async (lesion) => (lesion.mesh ? meshIn(await readBytes(lesion.mesh)) : null)),
    );
  }

  async openNiivue() {
    if (!niivueIsThere) {
      this.say(TEXT.noNiivue);
      return;
    }
    try {
      this.stage.volumes = await Volumes.on(byId('volumes'));
      await this.loadVolumes();
      this.stage.request('slices');
      this.space = new SpaceScene(await Space.on(byId('space')), this.stage.outlines.colours, this.bands);
      this.spaceAll();
      await this.space.addAnatomy(this.opened.layers);
    } catch (failure) {
      console.warn(failure);
      this.say(TEXT.noWebgl);
    }
  }

  loadVolumes() {
    const { image, layers } = this.opened;
    const masks = layers
      .filter((layer) => layer.volume && MASK_OPACITY[layer.role] > 0)
      .map((layer) => ({ ...layer, rgb: rgb(layer.color), opacity: MASK_OPACITY[layer.role] }));
    const ground = layers.find((layer) => layer.role === 'liver') ?? layers.find((layer) => layer.volume);
    const background = image
      ? { id: 'image', volume: image.volume, low: image.window_low, high: image.window_high }
      : { id: ground.id, volume: ground.volume, ...LIVER_WINDOW };
    return this.stage.volumes.load(background, masks);
  }

  // What is looked at

  get applicators() {
    return this.draft ?? this.plans[this.source]?.now ?? [];
  }

  get canMove() {
    return (this.opened.movable ?? ['planned', 'placed']).includes(this.source);
  }

  get changed() {
    return (this.plans[this.source]?.at ?? 0) > 0;
  }

  get activeView() {
    return this.stage.activeView;
  }

  get lesion() {
    return this.assessment.lesions.find((lesion) => lesion.id === this.lesionId);
  }

  get zone() {
    return this.lesion?.zones?.find((zone) => zone.source === this.source);
  }

  get witness() {
    const witness = this.zone?.witness;
    return witness && { lesion: witness.lesion_lps_mm, zone: witness.zone_lps_mm };
  }

  applicator(id) {
    return this.applicators.find((a) => a.id === id);
  }

  /** The applicators for a lesion; all where the case does not say. */
  meant(lesionId) {
    const targets = this.opened.targets ?? {};
    return this.applicators.filter((a) => !targets[a.id] || targets[a.id].includes(lesionId));
  }

  canStep(by) {
    return this.plans[this.source]?.can(by) ?? false;
  }

  worstLesion() {
    const mam = (lesion) => lesion.zones?.find((z) => z.source === this.source)?.mam_mm ?? Infinity;
    const targeted = this.assessment.lesions.filter((lesion) => lesion.targeted !== false);
    return targeted.reduce((worst, l) => (worst && mam(worst) <= mam(l) ? worst : l), null)?.id ?? this.lesions[0]?.id;
  }

  scene() {
    const fresh = !this.waiting;
    return {
      focus: this.focus,
      lesions: this.lesions
        .map((lesion, n) => ({ mesh: this.meshes[n], margins: this.margins[n], chosen: lesion.id === this.lesionId }))
        .filter((lesion) => lesion.mesh),
      plainZone: fresh || this.previews().length === 0 ? this.zones.plain : [],
      cooledZone: fresh || this.previews().length === 0 ? this.zones.cooled : [],
      previews: fresh ? [] : this.previews(),
      applicators: this.applicators,
      chosen: this.chosen,
      witness: fresh ? this.witness : null,
      shown: this.shown,
      held: this.held,
    };
  }

  /** Ellipsoids of the last answer moved with their applicators: what the zone as tabled is at the pose on the screen. */
  previews() {
    return this.ellipsoids.flatMap((e) => {
      const from = this.answered?.find((a) => a.id === e.applicator);
      const to = this.applicator(e.applicator);
      if (!from || !to) {
        return [];
      }
      const move = rigidMove(from, to);
      return [{ ...e, center_lps_mm: move.point(e.center_lps_mm), axes_lps: e.axes_lps.map(move.direction) }];
    });
  }

  // Questions and answers

  get pose() {
    return { source: this.source, target_mm: this.targetMm, applicators: this.applicators };
  }

  /** Asks for the pose on the screen, at most once a frame of the browser. */
  ask() {
    this.waiting = true;
    document.documentElement.dataset.drawn = '';
    this.asking ??= requestAnimationFrame(() => {
      this.asking = undefined;
      this.asked = this.applicators;
      this.seq = this.live.send({ type: 'pose', ...this.pose });
    });
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.showWaiting(true), SLOW_MS);
  }

  settled() {
    clearTimeout(this.slow);
    this.showWaiting(false);
  }

  showWaiting(waiting) {
    document.documentElement.dataset.waiting = String(waiting);
    byId('answer').ariaBusy = String(waiting);
    byId('waiting').textContent = waiting ? TEXT.waiting : '';
  }

  onNumbers(message) {
    if (message.seq !== this.seq || this.asking) {
      this.latestWhileMoving(message);
      return;
    }
    this.waiting = false;
    this.settled();
    this.take(message);
  }

  /** An answer for a pose that was left meanwhile: shown as on the way, so that numbers move with a fast hand. */
  latestWhileMoving(message) {
    if (message.source === this.source && message.seq > (this.taken ?? 0)) {
      this.take(message);
    }
  }

  take(message) {
    this.taken = message.seq;
    this.refused = null;
    this.assessment = message.assessment;
    this.ellipsoids = message.zone_ellipsoids ?? [];
    this.answered = message.seq === this.seq ? this.asked : this.answered;
    this.arriving = noZones();
    this.showNumbers(message);
    this.stage.request('outlines');
  }

  onLesionMargins({ seq, index, margins }) {
    if (seq === this.seq) {
      this.margins[index] = margins;
      this.space?.lesion(`lesion ${index}`, this.meshes[index], margins);
      this.stage.request('outlines');
    }
  }

  onZoneMesh({ seq, cooled, mesh }) {
    if (seq === this.seq) {
      this.arriving[cooled ? 'cooled' : 'plain'].push(mesh);
    }
  }

  onDone({ seq }) {
    if (seq !== this.seq) {
      return;
    }
    this.zones = this.arriving;
    document.documentElement.dataset.drawn = String(seq);
    this.spaceZones();
    this.stage.request('outlines');
  }

  onError(message) {
    if (message.seq !== this.seq) {
      return;
    }
    this.waiting = false;
    this.settled();
    this.refused = message.text;
    this.zones = noZones();
    this.margins = [];
    this.ellipsoids = [];
    this.showNumbers(message);
    document.documentElement.dataset.drawn = String(message.seq);
    this.stage.request('outlines');
  }

  // What is shown

  say(words, alarm = false) {
    byId('connection').textContent = words;
    byId('connection').classList.toggle('alert', alarm);
  }

  showAll() {
    this.showPlan();
    this.showNumbers({});
    byId('layers').replaceChildren(layerList(this));
  }

  showPlan() {
    byId('choices').replaceChildren(...choices(this));
    byId('applicators').replaceChildren(...applicatorCards(this));
    this.space?.applicators(this.applicators, this.chosen);
    this.stage.request('outlines');
  }

  showNumbers({ seq, server_ms: serverMs }) {
    const open = new Map([...byId('facts').querySelectorAll('details')].map((d) => [d.firstChild.firstChild.data, d.open]));
    const parts = this.refused
      ? [element('div', { className: 'verdict', 'data-verdict': 'REFUSED', role: 'alert' }, element('strong', {}, TEXT.notJudged), element('span', {}, this.refused))]
      : answer(this.lesion, this.zone, this.assessment, this.bands);
    byId('answer').replaceChildren(...parts.filter(Boolean));
    byId('answer').dataset.seq = String(seq ?? 0);
    byId('answer').dataset.serverMs = String(serverMs ?? '');
    byId('facts').replaceChildren(...(this.refused ? [] : facts(this.lesion, this.zone, this.assessment)));
    byId('facts').querySelectorAll('details').forEach((d) => (d.open = open.get(d.firstChild.firstChild.data) ?? d.open));
    this.space?.witness(this.refused ? null : this.witness);
  }

  spaceAll() {
    this.lesions.forEach((lesion, n) => this.meshes[n] && this.space.lesion(`lesion ${n}`, this.meshes[n], this.margins[n]));
    this.space.applicators(this.applicators, this.chosen);
    this.space.witness(this.witness);
    this.spaceZones();
  }

  spaceZones() {
    const { zone, plain } = this.stage.outlines.colours;
    const { cooled, plain: whole } = this.zones;
    this.space?.zone('cooled zone', this.shown.cooled ? cooled : [], zone);
    this.space?.zone('plain zone', this.shown.plain ? whole : [], cooled.length ? plain : zone);
  }

  // What the user does

  onLesion = (id) => {
    this.lesionId = id;
    this.chosen = this.meant(id)[0]?.id ?? this.chosen;
    this.showPlan();
    this.showNumbers({ seq: this.taken });
    this.onThinnest();
  };

  onSource = (source) => {
    this.source = source;
    this.chosen = this.applicators[0]?.id;
    this.fixes = null;
    this.showAll();
    this.ask();
  };

  onTarget = (mm) => {
    if (mm >= 0 && mm <= 50) {
      this.targetMm = mm;
      this.ask();
    }
  };

  /** A finished change of one applicator. */
  onChange = (applicator) => this.commit(this.applicators.map((a) => (a.id === applicator.id ? applicator : a)));

  commit(list) {
    this.plans[this.source] ??= new History([]);
    this.plans[this.source].push(list);
    this.planChanged();
  }

  planChanged() {
    this.fixes = null;
    if (!this.applicator(this.chosen)) {
      this.chosen = this.applicators[0]?.id;
    }
    this.showPlan();
    this.ask();
  }

  onDrag = (applicator, held) => {
    this.held = held;
    this.space?.hold(true);
    this.draft = this.applicators.map((a) => (a.id === applicator.id ? applicator : a));
    this.space?.applicators(this.applicators, this.chosen);
    this.stage.request('outlines');
    this.ask();
  };

  onDrop = () => {
    const list = this.draft;
    this.held = null;
    this.draft = null;
    this.space?.hold(false);
    if (list && list.some((a, n) => a !== this.applicators[n])) {
      this.commit(list);
    } else {
      this.ask();
    }
  };

  onChoose = (id) => {
    if (this.chosen !== id) {
      this.chosen = id;
      this.showPlan();
    }
  };

  onNextApplicator = () => {
    const ids = this.applicators.map((a) => a.id);
    if (ids.length) {
      this.onChoose(ids[(ids.indexOf(this.chosen) + 1) % ids.length]);
    }
  };

  onStep = (by) => this.plans[this.source]?.step(by) && this.planChanged();

  onReset = () => this.changed && this.commit(this.plans[this.source].states[0]);

  onAdd = () => {
    const device = this.devices.find((d) => d.id === this.applicators[0]?.device) ?? this.devices[0];
    const setting = nearestSetting(device.settings, this.applicators[0] ?? device.settings[0]);
    const centre = this.lesions.find((l) => l.id === this.lesionId).centroid_lps_mm;
    const added = newApplicator(this.applicators, device.id, setting, centre);
    this.chosen = added.id;
    this.commit([...this.applicators, added]);
  };

  onRemove = (id) => this.commit(this.applicators.filter((a) => a.id !== id));

  onAdvance = (sign, fine) => this.onChange(advanced(this.applicator(this.chosen), sign * nudge(fine)));

  onRotate = (sign, fine) =>
    this.onChange(rotated(this.applicator(this.chosen), this.activeView.clockwise, sign * nudge(fine)));

  onFix = () => {
    if (this.canMove && !this.fixing) {
      this.fixing = true;
      this.fixes = null;
      this.showPlan();
      this.fixSeq = this.live.send({ type: 'fix', ...this.pose });
      this.seq = this.fixSeq;
    }
  };

  onFixes(message) {
    this.fixing = false;
    this.fixes = { ...message, options: worthShowing(message.options ?? [], this.applicators, this.lesionId) };
    this.showPlan();
  }

  onApply = (option) => this.commit(option.applicators);

  onSave = async (kind) => {
    this.saveError = null;
    try {
      const { name, text } = await readSaved(kind, this.pose);
      const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      element('a', { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
    } catch (failure) {
      this.saveError = failure.message;
    }
    this.showPlan();
  };

  onEscape = () => this.pointing?.give();

  // Where it is looked at

  onFocus = (point) => {
    this.focus = point;
    this.stage.request('slices');
  };

  onView = () => this.stage.request('slices');

  onScroll = (view, steps) => {
    const by = [0, 0, 0];
    by[view.axis] = (view.axis === 2 ? -1 : 1) * steps;
    this.onFocus(plus(this.focus, by));
  };

  onZoom = (view, factor) => {
    view.zoom(factor, ...view.toScreen(this.focus));
    this.onView();
  };

  onThinnest = () => {
    const place = this.witness?.lesion ?? this.lesions.find((l) => l.id === this.lesionId)?.centroid_lps_mm;
    if (place) {
      this.stage.centre(place);
      this.onFocus([...place]);
    }
  };

  /** Lesion and the applicators meant for it, all of them to be seen. */
  onHome = () => {
    const lesion = this.lesions.find((l) => l.id === this.lesionId);
    const meant = this.meant(this.lesionId);
    const around = lesion?.centroid_lps_mm ?? meant[0]?.tip_mm ?? [0, 0, 0];
    const reach = [-1, 1].map((sign) => around.map((v) => v + sign * 30));
    this.stage.fit([...reach, ...meant.map((a) => a.tip_mm)]);
    this.onView();
  };

  onLayer = (id, visible) => {
    if (id in this.shown) {
      this.shown[id] = visible;
      this.spaceZones();
    } else {
      this.stage.volumes?.show(id, visible);
      this.space?.show(id, visible);
    }
    this.stage.request('slices');
  };

  onKeys = () => byId('keys').showModal();
}

/** Options that change the plan, those for the chosen lesion first, passing ones before others. */
function worthShowing(options, applicators, lesionId) {
  const now = JSON.stringify(applicators);
  const rank = (option) => (option.lesion === lesionId ? 0 : 2) + (option.passes ? 0 : 1);
  return options.filter((o) => JSON.stringify(o.applicators) !== now).sort((a, b) => rank(a) - rank(b));
}
