import { Answers } from './answers.js';
import { answer, facts } from './facts.js';
import { applicatorCards, choices, nearestSetting } from './choices.js';
import { element } from './dom.js';
import { keyHelp, layerList, toolbar } from './extras.js';
import { listenToKeys, nudge } from './keyboard.js';
import { readSaved } from './live.js';
import { openPictures } from './pictures.js';
import { History, advanced, newApplicator, rotated } from './plan.js';
import { Pointing } from './pointing.js';
import { Stage } from './stage.js';
import { plus } from './vector.js';
import { TEXT } from './text.js';

const byId = (id) => document.getElementById(id);

/**
 * The state of the page and all that may happen to it: which lesion, source and applicators are looked at, what the engine
 * answered last, and what is drawn.
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
    this.answers = new Answers(opened, {
      numbers: (message) => this.onNumbers(message),
      margins: (index) => this.onMargins(index),
      surfaces: () => this.onSurfaces(),
      waiting: (waiting) => this.showWaiting(waiting),
      fixes: (message) => this.onFixes(message),
      lost: () => this.say(TEXT.disconnected, true),
    });
    this.lesionId = this.worstLesion();
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
    await this.answers.open();
    this.stage.measure();
    this.onHome();
    this.onThinnest();
    this.showAll();
    this.ask();
    this.say('');
    await this.openPictures();
    document.documentElement.dataset.ready = 'true';
  }

  async openPictures() {
    const canvases = { volumes: byId('volumes'), space: byId('space') };
    let pictures;
    try {
      pictures = await openPictures(this.opened, canvases, this.stage.outlines.colours, this.bands);
      this.stage.volumes = pictures.volumes;
      this.space = pictures.space;
    } catch (failure) {
      this.say(failure.message);
      return;
    }
    this.showZoneLayers();
    this.stage.request('slices');
    this.spaceAll();
    await this.space.addAnatomy(this.opened.layers, pictures.bytesOf);
    this.showZoneLayers();
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

  get assessment() {
    return this.answers.assessment;
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
    const { meshes, margins, zones, zonesFit, pending } = this.answers;
    const previews = zonesFit ? [] : this.answers.ellipsoidsAt(this.applicators);
    const shownZones = previews.length ? { plain: [], cooled: [] } : zones;
    return {
      focus: this.focus,
      lesions: this.lesions
        .map((lesion, n) => ({ mesh: meshes[n], margins: margins[n], chosen: lesion.id === this.lesionId }))
        .filter((lesion) => lesion.mesh),
      plainZone: shownZones.plain,
      cooledZone: shownZones.cooled,
      previews,
      applicators: this.applicators,
      chosen: this.chosen,
      witness: pending || this.answers.refused ? null : this.witness,
      shown: this.shown,
      held: this.held,
    };
  }

  // Questions and answers

  get pose() {
    return { source: this.source, target_mm: this.targetMm, applicators: this.applicators };
  }

  ask() {
    this.answers.ask(() => this.pose);
  }

  showWaiting(waiting) {
    document.documentElement.dataset.waiting = String(waiting);
    byId('answer').ariaBusy = String(waiting);
    byId('waiting').textContent = waiting ? TEXT.waiting : '';
  }

  onNumbers(message) {
    this.showNumbers(message);
    this.stage.request('outlines');
  }

  onMargins(index) {
    this.space?.lesion(`lesion ${index}`, this.answers.meshes[index], this.answers.margins[index]);
    this.stage.request('outlines');
  }

  onSurfaces() {
    this.spaceZones();
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
    const parts = this.answers.refused
      ? [element('div', { className: 'verdict', 'data-verdict': 'REFUSED', role: 'alert' }, element('strong', {}, TEXT.notJudged), element('span', {}, this.answers.refused))]
      : answer(this.lesion, this.zone, this.assessment, this.bands);
    byId('answer').replaceChildren(...parts.filter(Boolean));
    byId('answer').dataset.seq = String(seq ?? 0);
    byId('answer').dataset.serverMs = String(serverMs ?? '');
    byId('facts').replaceChildren(...(this.answers.refused ? [] : facts(this.lesion, this.zone, this.assessment)));
    byId('facts').querySelectorAll('details').forEach((d) => (d.open = open.get(d.firstChild.firstChild.data) ?? d.open));
    this.space?.witness(this.answers.refused ? null : this.witness);
  }

  spaceAll() {
    this.lesions.forEach((lesion, n) => this.answers.meshes[n] && this.space.lesion(`lesion ${n}`, this.answers.meshes[n], this.answers.margins[n]));
    this.space.applicators(this.applicators, this.chosen);
    this.space.witness(this.witness);
    this.spaceZones();
  }

  spaceZones() {
    const { zone, plain } = this.stage.outlines.colours;
    const { cooled, plain: whole } = this.answers.zones;
    this.space?.zone('cooled zone', this.shown.cooled ? cooled : [], zone);
    this.space?.zone('plain zone', this.shown.plain ? whole : [], cooled.length ? plain : zone);
  }

  /** Of zones segmented on images only that of the source that is looked at. */
  showZoneLayers() {
    this.opened.layers
      .filter((layer) => layer.role === 'zone')
      .forEach((layer) => this.onLayer(layer.id, layer.source === this.source));
  }

  // What the user does

  onLesion = (id) => {
    this.lesionId = id;
    this.chosen = this.meant(id)[0]?.id ?? this.chosen;
    this.showPlan();
    this.showNumbers({ seq: this.answers.numbersSeq });
    this.onThinnest();
  };

  onSource = (source) => {
    this.source = source;
    this.chosen = this.applicators[0]?.id;
    this.fixes = null;
    this.showAll();
    this.showZoneLayers();
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
      this.answers.askForFix(this.pose);
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
