import { nearestSetting } from './choices.js';
import { element } from './dom.js';
import { nudge } from './keyboard.js';
import { readSaved } from './live.js';
import { History, advanced, newApplicator, rotated } from './plan.js';

/** What is done to the applicators on the desk: moves, undo, corrections, saving. */
export function planning(desk) {
  return {
    /** A finished change of one applicator. */
    onChange: (applicator) => desk.commit(desk.applicators.map((a) => (a.id === applicator.id ? applicator : a))),

    commit(list) {
      desk.plans[desk.source] ??= new History([]);
      desk.plans[desk.source].push(list);
      desk.planChanged();
    },

    planChanged() {
      desk.fixes = null;
      if (!desk.applicator(desk.chosen)) {
        desk.chosen = desk.applicators[0]?.id;
      }
      desk.showPlan();
      desk.ask();
    },

    onDrag: (applicator, held) => {
      desk.held = held;
      desk.space?.hold(true);
      desk.draft = desk.applicators.map((a) => (a.id === applicator.id ? applicator : a));
      desk.space?.applicators(desk.applicators, desk.chosen);
      desk.stage.request('outlines');
      desk.ask();
    },

    onDrop: () => {
      const list = desk.draft;
      desk.held = null;
      desk.draft = null;
      desk.space?.hold(false);
      if (list && list.some((a, n) => a !== desk.applicators[n])) {
        desk.commit(list);
      } else {
        desk.ask();
      }
    },

    onChoose: (id) => {
      if (desk.chosen !== id) {
        desk.chosen = id;
        desk.showPlan();
      }
    },

    onNextApplicator: () => {
      const ids = desk.applicators.map((a) => a.id);
      if (ids.length) {
        desk.onChoose(ids[(ids.indexOf(desk.chosen) + 1) % ids.length]);
      }
    },

    onStep: (by) => desk.plans[desk.source]?.step(by) && desk.planChanged(),

    onReset: () => desk.changed && desk.commit(desk.plans[desk.source].states[0]),

    onAdd: () => {
      const device = desk.devices.find((d) => d.id === desk.applicators[0]?.device) ?? desk.devices[0];
      const setting = nearestSetting(device.settings, desk.applicators[0] ?? device.settings[0]);
      const centre = desk.lesions.find((l) => l.id === desk.lesionId).centroid_lps_mm;
      const added = newApplicator(desk.applicators, device.id, setting, centre);
      desk.chosen = added.id;
      desk.commit([...desk.applicators, added]);
    },

    onRemove: (id) => desk.commit(desk.applicators.filter((a) => a.id !== id)),

    onAdvance: (sign, fine) => desk.onChange(advanced(desk.applicator(desk.chosen), sign * nudge(fine))),

    onRotate: (sign, fine) =>
      desk.onChange(rotated(desk.applicator(desk.chosen), desk.activeView.clockwise, sign * nudge(fine))),

    onFix: () => {
      if (desk.canMove && !desk.fixing) {
        desk.fixing = true;
        desk.fixes = null;
        desk.showPlan();
        desk.answers.askForFix(desk.pose);
      }
    },

    onFixes(message) {
      desk.fixing = false;
      desk.fixes = { ...message, options: worthShowing(message.options ?? [], desk.applicators, desk.lesionId) };
      desk.showPlan();
    },

    onApply: (option) => desk.commit(option.applicators),

    onSave: async (kind) => {
      desk.saveError = null;
      try {
        const { name, text } = await readSaved(kind, desk.pose);
        const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
        element('a', { href: address, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(address), 10000);
      } catch (failure) {
        desk.saveError = failure.message;
      }
      desk.showPlan();
    },
  };
}

/** Options that change the plan, those for the chosen lesion first, passing ones before others. */
function worthShowing(options, applicators, lesionId) {
  const now = JSON.stringify(applicators);
  const rank = (option) => (option.lesion === lesionId ? 0 : 2) + (option.passes ? 0 : 1);
  return options.filter((o) => JSON.stringify(o.applicators) !== now).sort((a, b) => rank(a) - rank(b));
}
