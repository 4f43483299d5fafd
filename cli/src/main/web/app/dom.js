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
    onchange: () => input.value !== '' && input.validity.badInput === false && onchoose(input.valueAsNumber),
  });
  return element('label', { className: 'field number' }, element('span', {}, label), input, unit && element('i', {}, unit));
}
