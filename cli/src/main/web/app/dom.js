/** An element with properties (aria- and data- as attributes, on... as listeners) and children (text or elements). */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (name in made && !name.includes('-')) {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

export const button = (label, hint, onclick, more = {}) =>
  element('button', { type: 'button', title: hint, onclick, ...more }, label);

const CONTROLS = 'button, select, input, summary';

/** Puts parts in place of those there. What had the keyboard's focus keeps it; where it is gone or disabled, what is next to it. */
export function refill(place, ...parts) {
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const name = held && nameOf(held);
  const at = held && [...place.querySelectorAll(CONTROLS)].indexOf(held);
  place.replaceChildren(...parts);
  if (held) {
    const controls = [...place.querySelectorAll(CONTROLS)];
    const same = controls.find((control) => nameOf(control) === name);
    const next = same ?? controls[Math.min(at, controls.length - 1)];
    const near = next && controls.slice(controls.indexOf(next)).concat(controls).find((control) => !control.disabled);
    near?.focus({ preventScroll: true });
  }
}

/** What tells a control from the others of its part of the page. */
function nameOf(control) {
  const { id, ariaLabel, dataset } = control;
  const words = control.matches('button, summary') ? control.firstChild?.data : control.closest('label')?.textContent;
  return [control.tagName, id, ariaLabel, dataset.move, words, control.closest('fieldset')?.dataset.id].join('|');
}

/** A choice among [value, label] pairs. */
export function choice(label, options, value, onchoose) {
  const select = element(
    'select',
    { onchange: () => onchoose(select.value) },
    options.map(([key, words]) => element('option', { value: key, selected: key === value }, words)),
  );
  return element('label', { className: 'field' }, element('span', {}, label), select);
}

/** A number with its unit; the change is reported when it is finished and within limits. */
export function numberField(label, value, { step, min, max, unit, aria }, onchoose) {
  const input = element('input', {
    type: 'number',
    step: String(step),
    ...(min === undefined ? {} : { min: String(min) }),
    ...(max === undefined ? {} : { max: String(max) }),
    value: String(value),
    'aria-label': aria ?? label,
    // after the focus has moved on: what follows may put another field in place of the next one
    onchange: () => setTimeout(() => input.value !== '' && !input.validity.badInput && onchoose(input.valueAsNumber)),
  });
  return element('label', { className: 'field number' }, element('span', {}, label), input, unit && element('i', {}, unit));
}
