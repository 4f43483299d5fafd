import { shifted, withEnd } from './plan.js';

const REACH = { mouse: 10, pen: 12, touch: 22 };

/**
 * Mouse, pen and touch over the slices. A tip, entry or shaft under the pointer is dragged in the plane of its slice;
 * elsewhere the crosshair is; Shift, the middle button and two fingers pan.
 */
export class Pointing {
  /** @param desk {views, plan, focus, canMove, chosen} read live; onFocus, onDrag, onDrop, onChoose, onView called */
  constructor(area, desk) {
    this.area = area;
    this.desk = desk;
    this.touches = new Map();
    this.drag = null;
    area.addEventListener('pointerdown', (e) => this.down(e));
    area.addEventListener('pointermove', (e) => this.move(e));
    area.addEventListener('pointerup', (e) => this.up(e));
    area.addEventListener('pointercancel', (e) => this.up(e));
    area.addEventListener('wheel', (e) => this.wheel(e), { passive: false });
    area.addEventListener('contextmenu', (e) => e.target.closest('.view') && e.preventDefault());
  }

  at(event) {
    const box = this.area.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  viewAt(x, y) {
    return Object.values(this.desk.views).find((view) => view.holds(x, y));
  }

  down(event) {
    const [x, y] = this.at(event);
    const view = this.viewAt(x, y);
    if (!view || event.target.closest('button')) {
      return;
    }
    this.area.setPointerCapture(event.pointerId);
    this.touches.set(event.pointerId, [x, y]);
    if (this.touches.size === 2) {
      this.give();
      this.drag = { kind: 'pinch', view };
      return;
    }
    if (event.shiftKey || event.button !== 0) {
      this.drag = { kind: 'pan', view, x, y };
      return;
    }
    const held = this.desk.canMove ? this.under(view, x, y, REACH[event.pointerType] ?? REACH.mouse) : null;
    if (held) {
      this.desk.onChoose(held.id);
      this.drag = { kind: 'applicator', view, x, y, held, before: this.desk.applicator(held.id) };
    } else {
      this.drag = { kind: 'focus', view };
      this.desk.onFocus(view.toWorld(x, y, this.desk.focus[view.axis]));
    }
  }

  /** The applicator part under the pointer: an end before a shaft, the chosen applicator before others. */
  under(view, x, y, reach) {
    let best = null;
    for (const a of this.desk.applicators) {
      const favour = a.id === this.desk.chosen ? 2 : 0;
      for (const end of ['tip_mm', 'entry_mm']) {
        const [px, py] = view.toScreen(a[end]);
        const away = Math.hypot(px - x, py - y) - favour;
        if (away < reach && (!best || away < best.away)) {
          best = { id: a.id, end, away };
        }
      }
    }
    for (const a of best ? [] : this.desk.applicators) {
      const away = distanceToSegment(x, y, view.toScreen(a.tip_mm), view.toScreen(a.entry_mm));
      if (away < reach * 0.7 && (!best || away < best.away)) {
        best = { id: a.id, end: 'shaft', away };
      }
    }
    return best;
  }

  move(event) {
    const [x, y] = this.at(event);
    const before = this.touches.get(event.pointerId);
    if (!before) {
      this.hover(event, x, y);
      return;
    }
    if (this.drag?.kind === 'pinch') {
      this.pinch(event.pointerId, [x, y]);
    }
    this.touches.set(event.pointerId, [x, y]);
    const drag = this.drag;
    if (drag?.kind === 'pan') {
      drag.view.pan(x - before[0], y - before[1]);
      this.desk.onView();
    } else if (drag?.kind === 'focus') {
      this.desk.onFocus(drag.view.toWorld(x, y, this.desk.focus[drag.view.axis]));
    } else if (drag?.kind === 'applicator') {
      const by = drag.view.shift(x - drag.x, y - drag.y);
      const { before: from, held } = drag;
      const moved =
        held.end === 'shaft' ? shifted(from, by) : withEnd(from, held.end, from[held.end].map((v, k) => v + by[k]));
      this.desk.onDrag(moved, held);
    }
  }

  hover(event, x, y) {
    const view = this.viewAt(x, y);
    const over = view && this.desk.canMove && !event.target.closest('button') && this.under(view, x, y, REACH.mouse);
    this.area.style.cursor = over ? (over.end === 'shaft' ? 'move' : 'grab') : view ? 'crosshair' : '';
  }

  pinch(moved, to) {
    const [a, b] = [...this.touches.keys()];
    const still = this.touches.get(moved === a ? b : a);
    const from = this.touches.get(moved);
    const spread = (p) => Math.max(20, Math.hypot(p[0] - still[0], p[1] - still[1]));
    const { view } = this.drag;
    view.zoom(spread(to) / spread(from), (to[0] + still[0]) / 2, (to[1] + still[1]) / 2);
    view.pan((to[0] - from[0]) / 2, (to[1] - from[1]) / 2);
    this.desk.onView();
  }

  up(event) {
    this.touches.delete(event.pointerId);
    const drag = this.drag;
    this.drag = null;
    if (drag?.kind === 'applicator') {
      this.desk.onDrop();
    }
  }

  /** Ends a drag and puts the applicator back. */
  give() {
    if (this.drag?.kind === 'applicator') {
      this.desk.onDrag(this.drag.before, null);
      this.desk.onDrop();
    }
    this.drag = null;
  }

  wheel(event) {
    const [x, y] = this.at(event);
    const view = this.viewAt(x, y);
    if (!view) {
      return;
    }
    event.preventDefault();
    if (event.ctrlKey) {
      view.zoom(Math.exp(-event.deltaY / 300), x, y);
      this.desk.onView();
    } else {
      this.desk.onScroll(view, Math.sign(event.deltaY));
    }
  }
}

function distanceToSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

