import { button, element, numberField } from './dom.js';
import { plain } from './rounding.js';
import { TEXT } from './text.js';

/** Buttons over the views. */
export function toolbar(desk) {
  return element(
    'div',
    { className: 'toolbar', role: 'toolbar' },
    button(TEXT.toThinnest, TEXT.toThinnestHint, desk.onThinnest, { id: 'thinnest' }),
    button(TEXT.home, TEXT.homeHint, desk.onHome, { id: 'home' }),
    button(TEXT.keysButton, TEXT.keys, desk.onKeys),
  );
}

/** What may be hidden, each with its colour or line. */
export function layerList(desk) {
  const outlines = [
    ['lesion', TEXT.lesionOutline, 'line-lesion'],
    ['plain', TEXT.plainZone, 'line-plain'],
    ['cooled', TEXT.cooledZone, 'line-zone'],
    ['shafts', TEXT.shafts, 'line-shaft'],
  ];
  const entry = (id, name, mark, on) =>
    element(
      'label',
      {},
      element('input', { type: 'checkbox', checked: on, onchange: (e) => desk.onLayer(id, e.target.checked) }),
      mark,
      name,
    );
  return element(
    'details',
    { open: true },
    element('summary', {}, TEXT.layers),
    element(
      'div',
      { className: 'layer-list' },
      outlines.map(([id, name, line]) => entry(id, name, element('i', { className: `swatch ${line}` }), desk.shown[id])),
      desk.opened.layers.map((layer) => {
        const swatch = element('i', { className: 'swatch' });
        swatch.style.backgroundColor = layer.color;
        return entry(layer.id, layer.name, swatch, !desk.hidden.has(layer.id));
      }),
    ),
    desk.opened.image && imageWindow(desk),
  );
}

/** Level and width of the greys, and what is not shown of the image. */
function imageWindow(desk) {
  const { low, high } = desk.window;
  const [level, width] = [(low + high) / 2, high - low];
  const set = (l, w) => w > 0 && desk.onWindow(l - w / 2, l + w / 2);
  return [
    element(
      'div',
      { className: 'fields window' },
      element('span', { className: 'name' }, TEXT.window),
      numberField(TEXT.level, plain(level), { step: 'any', aria: `${TEXT.window} ${TEXT.level}` }, (l) => set(l, width)),
      numberField(TEXT.width, plain(width), { step: 'any', min: 0, aria: `${TEXT.window} ${TEXT.width}` }, (w) => set(level, w)),
    ),
    desk.opened.image.around_mm !== undefined &&
      element('p', { className: 'quiet', id: 'image-part' }, TEXT.imagePart(plain(desk.opened.image.around_mm))),
  ];
}

export function keyHelp() {
  const dialog = element(
    'dialog',
    { id: 'keys', 'aria-label': TEXT.keys },
    element('h2', {}, TEXT.keys),
    element(
      'table',
      {},
      TEXT.keyTable.map(([keys, does]) => element('tr', {}, element('th', { scope: 'row' }, keys), element('td', {}, does))),
    ),
    button(TEXT.close, TEXT.close, () => dialog.close()),
  );
  return dialog;
}
