import { advanced, rotated, shifted } from './plan.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Size of a nudge in mm or degrees. */
export const nudge = (fine) => (fine ? 0.2 : 1);

/** Keys that act on the view under focus, the chosen applicator or the plan; text fields keep theirs. */
export function listenToKeys(desk) {
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event;
    if (target.closest('input, select, textarea, dialog') || altKey) {
      return;
    }
    const done = ctrlKey || metaKey ? withControl(desk, key, shiftKey) : alone(desk, key, event.code, shiftKey);
    if (done) {
      event.preventDefault();
    }
  });
}

function withControl(desk, key, shift) {
  const step = { z: shift ? 1 : -1, y: 1 }[key.toLowerCase()];
  return step !== undefined && (desk.onStep(step), true);
}

function alone(desk, key, code, fine) {
  const view = desk.activeView;
  const chosen = desk.canMove && desk.applicator(desk.chosen);
  if (ARROWS[key] && chosen) {
    return desk.onChange(shifted(chosen, view.towards(...ARROWS[key], nudge(fine)))), true;
  }
  const along = { Period: 1, Comma: -1 }[code];
  if (along && chosen) {
    return desk.onChange(advanced(chosen, along * nudge(fine))), true;
  }
  const turn = { BracketRight: 1, BracketLeft: -1 }[code];
  if (turn && chosen) {
    return desk.onChange(rotated(chosen, view.clockwise, turn * nudge(fine))), true;
  }
  const other = {
    PageUp: () => desk.onScroll(view, -1),
    PageDown: () => desk.onScroll(view, 1),
    '+': () => desk.onZoom(view, 1.25),
    '=': () => desk.onZoom(view, 1.25),
    '-': () => desk.onZoom(view, 0.8),
    t: desk.onThinnest,
    h: desk.onHome,
    f: desk.onFix,
    n: desk.onNextApplicator,
    Escape: desk.onEscape,
  }[key.length === 1 ? key.toLowerCase() : key];
  return other !== undefined && (other(), true);
}
