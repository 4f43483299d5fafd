import { Bands } from './bands.js';
import { Desk } from './desk.js';
import { element } from './dom.js';
import { readCase } from './live.js';
import { TEXT } from './text.js';

const byId = (id) => document.getElementById(id);

try {
  byId('connection').textContent = TEXT.loading;
  const opened = await readCase();
  document.title = TEXT.title(opened.case.id);
  byId('case-name').textContent = TEXT.caseName(opened.case.id, opened.case.digest);
  byId('case-name').title = TEXT.digestHint;
  byId('notice').textContent = opened.notice;
  const desk = new Desk(opened, new Bands(opened.bands));
  await desk.open();
} catch (failure) {
  byId('connection').textContent = '';
  byId('answer').replaceChildren(element('p', { className: 'alert', role: 'alert' }, failure.message));
  throw failure;
}
