import { button, element } from './dom.js';
import { rgb } from './bands.js';
import { Outlines } from './outlines.js';
import { LETTERS, PLANE_NAMES, SliceView, boxOf } from './planes.js';
import { near } from './rounding.js';
import { TEXT } from './text.js';

/** The four views on the screen: where they lie, their letters and captions, and what is drawn in them when. */
export class Stage {
  constructor(area, bands, caption) {
    this.area = area;
    this.views = Object.fromEntries(PLANE_NAMES.map((name) => [name, new SliceView(name)]));
    this.frames = Object.fromEntries([...PLANE_NAMES, 'space'].map((name) => [name, this.frame(name, caption)]));
    area.append(...Object.values(this.frames));
    this.outlines = new Outlines(area.querySelector('#outlines'), coloursOfPage(), bands);
    this.active = 'axial';
    this.pending = { slices: false, outlines: false };
    this.fitted = false;
  }

  get activeView() {
    return this.views[this.active] ?? this.views.axial;
  }

  frame(name, caption) {
    const view = this.views[name];
    return element(
      'div',
      {
        className: `view view-${name}`,
        'data-view': name,
        tabIndex: 0,
        role: 'group',
        'aria-label': TEXT.planeHint[name],
        onfocus: () => (this.active = name),
      },
      name === 'space' && element('canvas', { id: 'space', 'aria-hidden': 'true' }),
      element(
        'div',
        { className: 'caption' },
        element('b', {}, TEXT.planes[name]),
        element('span', { className: 'depth' }),
        element('span', { className: 'case' }, caption),
      ),
      view && Object.entries(view.sides).map(([side, letter]) => element('span', { className: `side ${side}` }, letter)),
      button('⤢', TEXT.enlarge, () => this.enlarge(name), { className: 'enlarge', 'aria-label': TEXT.enlarge }),
    );
  }

  /** One view over the whole area, or all four again. */
  enlarge(name) {
    const only = this.area.dataset.only === name ? '' : name;
    this.area.dataset.only = only;
    for (const [other, frame] of Object.entries(this.frames)) {
      const hint = only === other ? TEXT.shrink : TEXT.enlarge;
      Object.assign(frame.querySelector('.enlarge'), { title: hint, ariaLabel: hint });
    }
    this.measure();
  }

  /** Takes the places of the views from the page; what was in the middle stays there. */
  measure() {
    const box = this.area.getBoundingClientRect();
    this.size = [box.width, box.height];
    for (const name of PLANE_NAMES) {
      const frame = this.frames[name].getBoundingClientRect();
      this.views[name].rect = {
        left: frame.left - box.left,
        top: frame.top - box.top,
        width: frame.width,
        height: frame.height,
      };
    }
    this.outlines.resize(box.width, box.height);
    this.request('slices');
  }

  fit(points) {
    const box = boxOf(points, 15);
    Object.values(this.views).filter((view) => view.visible).forEach((view) => view.fit(box));
    const widest = Math.max(...Object.values(this.views).filter((v) => v.visible).map((v) => v.mmPerPixel));
    Object.values(this.views).forEach((view) => (view.mmPerPixel = widest));
  }

  /** All views with the point in the middle. */
  centre(point) {
    Object.values(this.views).forEach((view) => (view.centre = [...point]));
  }

  /** Draws in the next frame of the browser: the outlines alone, or the slices under them too. */
  request(what) {
    this.pending[what] = true;
    this.frameWanted ??= requestAnimationFrame(() => {
      this.frameWanted = undefined;
      const { slices } = this.pending;
      this.pending = { slices: false, outlines: false };
      const scene = this.scene();
      if (slices) {
        this.captions(scene.focus);
        this.volumes?.draw(this.views, scene.focus, ...this.size);
      }
      this.outlines.draw(this.views, scene);
    });
  }

  /** Asks for the same and waits until it was drawn. */
  async drawn(what) {
    this.request(what);
    await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  }

  captions(focus) {
    for (const [name, view] of Object.entries(this.views)) {
      const mm = focus[view.axis];
      const side = LETTERS[view.axis][mm < 0 ? 1 : 0];
      this.frames[name].querySelector('.depth').textContent = TEXT.depth(side, near(Math.abs(mm), 1));
      this.frames[name].dataset.focusLpsMm = JSON.stringify(focus);
      this.frames[name].dataset.centreLpsMm = JSON.stringify(view.centre);
      this.frames[name].dataset.mmPerPixel = String(view.mmPerPixel);
    }
  }
}

/** Colours of lines, taken from the style of the page where they are defined. */
function coloursOfPage() {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(
    ['zone', 'plain', 'mark', 'chosen', 'shaft', 'crosshair', 'rim', 'unjudged'].map((name) => [
      name,
      style.getPropertyValue(`--${name}`).trim(),
    ]),
  );
  return { ...colours, font: `600 12px ${style.getPropertyValue('--font').trim()}` };
}

export const opaque = (hex) => [...rgb(hex), 255];
