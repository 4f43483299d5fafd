import { Answers } from './answers.js';
import { answer, facts } from './facts.js';
import { applicatorCards, choices } from './choices.js';
import { element, refill } from './dom.js';
import { keyHelp, layerList, toolbar } from './extras.js';
import { listenToKeys } from './keyboard.js';
import { looking } from './looking.js';
import { openPictures } from './pictures.js';
import { History } from './plan.js';
import { planning } from './planning.js';
import { Pointing } from './pointing.js';
import { Stage } from './stage.js';
import { TEXT } from './text.js';

const byId = (id) => document.getElementById(id);

/**
 * The state of the page and all that may happen to it: which lesion, source and applicators are looked at, what the engine
 * answered last, and what is drawn.
 */
export class Desk {
  constructor(opened, bands) {
    Object.assign(this, planning(this), looking(this));
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
      follows: (message) => this.onNumbers(message),
      numbers: (message) => this.onNumbers(message),
      margins: (index) => this.onMargins(index),
      surfaces: () => this.onSurfaces(),
      waiting: (waiting) => this.showWaiting(waiting),
      fixes: (message) => this.onFixes(message),
      lost: () => this.say(TEXT.disconnected, true),
    });
    this.lesionId = this.worstLesion();
    this.shown = { lesion: true, plain: true, cooled: true, shafts: true };
    this.window = { low: opened.image?.window_low, high: opened.image?.window_high };
    this.hidden = new Set(); // masks
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
    await this.stage.drawn('slices'); // before the anatomy, which takes longer
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
    return this.answers.lesion(this.lesionId, this.source);
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
      witness: (pending && !this.answers.follows) || this.answers.refused ? null : this.witness,
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
    if (!this.held) {
      this.space?.lesion(`lesion ${index}`, this.answers.meshes[index], this.answers.margins[index]);
    }
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
    this.showLayers();
  }

  showLayers() {
    refill(byId('layers'), layerList(this));
  }

  showPlan() {
    refill(byId('choices'), ...choices(this));
    refill(byId('applicators'), ...applicatorCards(this));
    this.space?.applicators(this.applicators, this.chosen);
    this.stage.request('outlines');
  }

  /** The numbers; of a pose that is followed only the large answer, all else stays as it was assessed last. */
  showNumbers({ seq, server_ms: serverMs }) {
    const { refused, follows } = this.answers;
    document.documentElement.dataset.follows = String(follows);
    byId('answer').ariaLive = follows ? 'off' : 'polite'; // nothing is read aloud while a needle is dragged
    const parts = refused
      ? [element('div', { className: 'verdict', 'data-verdict': 'REFUSED', role: 'alert' }, element('strong', {}, TEXT.notJudged), element('span', {}, refused))]
      : answer(this.lesion, this.zone, this.assessment, this.bands);
    byId('answer').replaceChildren(...parts.filter(Boolean));
    byId('answer').dataset.seq = String(seq ?? 0);
    byId('answer').dataset.serverMs = String(serverMs ?? '');
    if (!follows) {
      this.showFacts(refused);
    }
    this.space?.witness(refused ? null : this.witness);
  }

  showFacts(refused) {
    const open = new Map([...byId('facts').querySelectorAll('details')].map((d) => [d.firstChild.firstChild.data, d.open]));
    refill(byId('facts'), ...(refused ? [] : facts(this.lesion, this.zone, this.assessment)));
    byId('facts').querySelectorAll('details').forEach((d) => (d.open = open.get(d.firstChild.firstChild.data) ?? d.open));
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
    this.showLayers();
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

  onEscape = () => this.pointing?.give();
}
