import { button, choice, element, numberField } from './dom.js';
import { near, plain } from './rounding.js';
import { TEXT } from './text.js';
import { angleToAxialDeg, lengthMm, withSetting } from './plan.js';

/** What the measurement is asked for: lesion, zone source, target; what is done to the plan as a whole. */
export function choices(desk) {
  return [
    element(
      'div',
      { className: 'fields' },
      choice(TEXT.lesion, desk.lesions.map((l) => [l.id, l.id]), desk.lesionId, desk.onLesion),
      choice(TEXT.source, desk.sources.map((s) => [s, TEXT.sources[s]]), desk.source, desk.onSource),
      numberField(TEXT.target, desk.targetMm, { step: 0.5, min: 0, max: 50, unit: TEXT.mm }, desk.onTarget),
    ),
    desk.canMove &&
      element(
        'div',
        { className: 'buttons' },
        button(TEXT.undo, TEXT.undoHint, () => desk.onStep(-1), { disabled: !desk.canStep(-1), id: 'undo' }),
        button(TEXT.redo, TEXT.redoHint, () => desk.onStep(1), { disabled: !desk.canStep(1), id: 'redo' }),
        button(TEXT.reset, TEXT.resetHint, desk.onReset, { disabled: !desk.changed, id: 'reset' }),
        button(desk.fixing ? TEXT.fixing : TEXT.fix, TEXT.fixHint, desk.onFix, { id: 'fix', className: 'main', disabled: desk.fixing }),
      ),
    desk.fixes && fixes(desk),
    desk.canMove &&
      element(
        'div',
        { className: 'buttons', title: TEXT.saveHint },
        element('span', { className: 'name' }, TEXT.save),
        button(TEXT.saveCase, TEXT.saveHint, () => desk.onSave('case-json'), { id: 'save-case' }),
        button(TEXT.saveMarkups, TEXT.saveMarkups, () => desk.onSave('markups'), { id: 'save-markups' }),
      ),
    desk.saveError && element('p', { className: 'alert', role: 'alert' }, `${TEXT.cannotSave}: ${desk.saveError}`),
  ].filter(Boolean);
}

function fixes(desk) {
  const options = desk.fixes.options ?? [];
  return element(
    'ul',
    { className: 'fixes', id: 'fixes' },
    options.length === 0 && element('li', {}, desk.fixes.cancelled ? TEXT.fixCancelled : desk.fixes.text || TEXT.fixNone),
    options.map((option, n) =>
      element(
        'li',
        { 'data-passes': String(option.passes) },
        element(
          'span',
          {},
          element('b', {}, option.words),
          ` · ${option.lesion} ${near(option.mam_mm, 2)} mm, ${option.verdict}`,
          element('small', {}, option.passes ? TEXT.passes : TEXT.bestEffort),
          option.worsens?.length > 0 && element('small', { className: 'alert' }, TEXT.worsens(option.worsens)),
        ),
        option.applicators && button(TEXT.applyFix, option.words, () => desk.onApply(option), { id: `apply-${n}` }),
      ),
    ),
  );
}

/** One card for each applicator; the chosen one is open. */
export function applicatorCards(desk) {
  if (!desk.canMove) {
    return [element('p', { className: 'quiet' }, TEXT.fixedZone)];
  }
  return [
    desk.applicators.length === 0 && element('p', { className: 'quiet' }, TEXT.noApplicators),
    ...desk.applicators.map((a) => card(desk, a)),
    element('div', { className: 'buttons' }, button(TEXT.addApplicator, TEXT.addApplicator, desk.onAdd, { id: 'add' })),
  ].filter(Boolean);
}

function card(desk, a) {
  const chosen = a.id === desk.chosen;
  const change = (next) => desk.onChange(next);
  return element(
    'fieldset',
    { className: chosen ? 'applicator chosen' : 'applicator', 'data-id': a.id },
    element(
      'legend',
      {},
      button(a.id, a.id, () => desk.onChoose(a.id), { 'aria-pressed': String(chosen), className: 'name' }),
    ),
    element(
      'span',
      { className: 'quiet' },
      chosen ? '' : `${deviceName(desk, a)}, ${a.applications ? '' : `${TEXT.settingOf(a)}, `}`,
      TEXT.lengthAngle(near(lengthMm(a), 0), near(angleToAxialDeg(a), 0)),
    ),
    chosen && element('div', { className: 'fields' }, deviceChoice(desk, a, change), settingChoice(desk, a, change)),
    chosen && ends(a, change),
    chosen &&
      element(
        'div',
        { className: 'buttons', title: TEXT.nudgeHint },
        button(TEXT.advance, TEXT.nudgeHint, (e) => desk.onAdvance(1, e.shiftKey), { 'data-move': 'advance' }),
        button(TEXT.pullBack, TEXT.nudgeHint, (e) => desk.onAdvance(-1, e.shiftKey), { 'data-move': 'pull-back' }),
        button(TEXT.rotateLeft, TEXT.nudgeHint, (e) => desk.onRotate(-1, e.shiftKey), { 'data-move': 'turn-left' }),
        button(TEXT.rotateRight, TEXT.nudgeHint, (e) => desk.onRotate(1, e.shiftKey), { 'data-move': 'turn-right' }),
        button(TEXT.removeApplicator, TEXT.removeApplicator, () => desk.onRemove(a.id), { 'data-move': 'remove' }),
      ),
  );
}

const deviceName = (desk, a) => desk.devices.find((d) => d.id === a.device)?.name ?? a.device;

function deviceChoice(desk, a, change) {
  const options = desk.devices.map((d) => [d.id, `${d.name} (${d.modality})`]);
  if (!desk.devices.some((d) => d.id === a.device)) {
    options.unshift([a.device, a.device]);
  }
  return choice(TEXT.device, options, a.device, (id) => {
    const device = desk.devices.find((d) => d.id === id);
    change(withSetting({ ...a, device: id, reach_beyond_tip_mm: undefined }, nearestSetting(device.settings, a)));
  });
}

function settingChoice(desk, a, change) {
  if (a.applications) {
    return element('span', { className: 'quiet' }, TEXT.severalApplications(a.applications.length));
  }
  const settings = desk.devices.find((d) => d.id === a.device)?.settings ?? [];
  const same = (s) => s.power_w === a.power_w && s.time_s === a.time_s;
  const options = settings.map((s, n) => [String(n), TEXT.settingOf(s)]);
  if (!settings.some(same)) {
    options.unshift(['as-is', TEXT.settingOf(a)]);
  }
  const now = settings.findIndex(same);
  return choice(TEXT.setting, options, now < 0 ? 'as-is' : String(now), (n) => change(withSetting(a, settings[Number(n)])));
}

export function nearestSetting(settings, a) {
  const away = (s) => Math.abs((s.power_w ?? 0) - (a.power_w ?? 0)) + Math.abs(s.time_s - (a.time_s ?? 0)) / 10;
  return settings.reduce((best, s) => (away(s) < away(best) ? s : best));
}

function ends(a, change) {
  return element(
    'div',
    { className: 'ends' },
    [['tip_mm', TEXT.tip], ['entry_mm', TEXT.entry]].map(([end, name]) =>
      element(
        'div',
        { className: 'fields' },
        element('span', { className: 'name' }, name),
        TEXT.axes.map((axis, k) =>
          numberField(axis, near(a[end][k], 2), { step: 'any', aria: `${name} ${axis}` }, (value) =>
            change({ ...a, [end]: a[end].map((old, n) => (n === k ? value : old)) }),
          ),
        ),
      ),
    ),
  );
}
