import { element } from './dom.js';
import { down, near, percent, percentDown, plain, up } from './rounding.js';
import { TEXT } from './text.js';

/** The large answer: verdict, margin with both intervals, place. `zone` is absent where the lesion was refused. */
export function answer(lesion, zone, assessment, bands) {
  if (!zone) {
    return [element('div', { className: 'verdict', 'data-verdict': lesion?.verdict ?? 'REFUSED' }, refusal(lesion))];
  }
  const has = zone.mam_mm !== undefined;
  return [
    element(
      'div',
      { className: 'verdict', id: 'verdict', 'data-verdict': zone.verdict, 'data-provisional': String(!!zone.provisional) },
      element('strong', {}, zone.verdict, mark(zone)),
      element('span', {}, `${lesion.id}, ${TEXT.sources[zone.source]}`),
      zone.source !== 'observed' && element('span', { className: 'if' }, TEXT.ifTabled),
    ),
    has &&
      element(
        'div',
        { className: 'mam' },
        element('span', { className: 'name' }, TEXT.mam),
        element('output', { id: 'mam', 'data-mm': String(zone.mam_mm) }, near(zone.mam_mm, 2), element('i', {}, TEXT.mm)),
        element('span', { id: 'interval' }, TEXT.interval(lower(zone.mam_lower_mm), upper(zone.mam_upper_mm))),
        element(
          'span',
          { className: 'quiet', id: 'guaranteed' },
          zone.provisional
            ? TEXT.follows
            : TEXT.guaranteed(lower(zone.mam_guaranteed_lower_mm), upper(zone.mam_guaranteed_upper_mm)),
        ),
      ),
    element(
      'div',
      { className: 'place' },
      zone.witness &&
        element(
          'span',
          {},
          element('b', {}, zone.mam_mm < 0 ? TEXT.leastCovered : TEXT.thinnest),
          ` ${TEXT.sideOf(zone.witness.direction)}`,
        ),
      zone.witness?.lesion_on_zone_scan_lps_mm &&
        element(
          'span',
          { className: 'quiet', id: 'on-scans' },
          TEXT.onScans(lps(zone.witness.lesion_lps_mm), lps(zone.witness.lesion_on_zone_scan_lps_mm)),
        ),
      zone.witness?.facing && element('span', {}, element('b', {}, TEXT.faces), ` ${zone.witness.facing}`),
      element('span', { className: 'quiet' }, decision(zone)),
      !zone.provisional &&
        assessment.lesions.length > 1 &&
        element('span', { className: 'quiet' }, TEXT.caseOutcome(assessment.case.outcome, assessment.case.decided_by)),
    ),
    zone.surface_bands && surface(zone, assessment, bands),
  ];
}

const lps = (point) => point.map((mm) => near(mm, 1)).join(', ');
const lower = (mm) => (mm === undefined ? '-∞' : down(mm, 2));
const upper = (mm) => (mm === undefined ? '∞' : up(mm, 2));
const refusal = (lesion) => (lesion?.refused ?? []).map((finding) => finding.text).join('; ') || 'REFUSED';

const mark = (zone) => {
  const words = zone.provisional ? TEXT.provisional : zone.label;
  return words && element('small', {}, words);
};

function decision(zone) {
  if (zone.verdict === 'INDETERMINATE' && zone.possible_verdicts?.length) {
    return TEXT.stillPossible(zone.possible_verdicts);
  }
  return zone.provisional || (zone.nominal_verdict === zone.verdict && zone.guaranteed_verdict === zone.verdict)
    ? ''
    : TEXT.otherReadings(zone.nominal_verdict, zone.guaranteed_verdict);
}

/** All else about a lesion and its zone, as titled sections. */
export function facts(lesion, zone, assessment) {
  if (!zone) {
    return [warnings(assessment), notes(lesion, assessment)];
  }
  return [
    coverage(zone, assessment),
    zone.cooling && cooling(zone),
    zone.vessels?.length > 0 && vessels(zone.vessels),
    zone.structures?.length > 0 && structures(zone.structures),
    zone.applicators?.length > 0 && checks(zone.applicators),
    warnings(assessment),
    notes(lesion, assessment),
    section(TEXT.claim, { closed: true }, [zone.claim, ...(zone.taints ?? [])].filter(Boolean).map((t) => element('p', {}, t))),
  ].filter(Boolean);
}

function section(title, { closed, badge, id } = {}, ...content) {
  return element(
    'details',
    { open: !closed, ...(id ? { id } : {}) },
    element('summary', {}, title, badge && element('span', { className: 'badge' }, badge)),
    content,
  );
}

const row = (name, ...value) => element('div', { className: 'row' }, element('span', {}, name), element('span', {}, value));

function surface(zone, assessment, bands) {
  const target = assessment.criteria.target_mm;
  const parts = zone.surface_bands.map((share) => {
    const band = bands.of(share.from_mm ?? -Infinity);
    return { share, band, words: range(share) };
  });
  return element(
    'div',
    { className: 'surface', id: 'surface' },
    element('span', { className: 'name' }, TEXT.surface),
    element(
      'div',
      { className: 'bar', role: 'img', 'aria-label': parts.map((p) => `${p.words}: ${percent(p.share.fraction)}`).join(', ') },
      parts.map(({ share, band }) => {
        const part = element('span', { className: `band-${bands.list.indexOf(band)}` });
        part.style.flexGrow = String(share.fraction);
        part.style.backgroundColor = band.color;
        return part;
      }),
    ),
    element(
      'div',
      { className: 'legend' },
      parts.map(({ share, band, words }) => {
        const swatch = element('i', { className: `swatch band-${bands.list.indexOf(band)}` });
        swatch.style.backgroundColor = band.color;
        return element('span', {}, swatch, element('b', {}, percent(share.fraction)), ` ${words}`);
      }),
    ),
    zone.fraction_ge_target &&
      element(
        'p',
        { className: 'quiet' },
        TEXT.surfaceAtLeast(
          plain(target),
          percentDown(zone.fraction_ge_target.estimate),
          percentDown(zone.fraction_ge_target.lower),
          percentDown(zone.fraction_ge_target.upper),
        ),
      ),
  );
}

function range({ from_mm: from, to_mm: to }) {
  if (from === undefined) {
    return `< ${plain(to)} mm`;
  }
  return to === undefined ? `≥ ${plain(from)} mm` : `${plain(from)}-${plain(to)} mm`;
}

function coverage(zone, assessment) {
  const islands = zone.residual_islands?.length ?? 0;
  return section(
    TEXT.coverage,
    {},
    row(
      TEXT.lesion,
      TEXT.coverageOf(percentDown(zone.coverage_fraction)),
      ', ',
      islands ? TEXT.residual(up(zone.residual_ml, 2), islands) : TEXT.noResidual,
    ),
    zone.insufficient_margin_ml !== undefined &&
      row(TEXT.target, TEXT.shortfall(near(zone.insufficient_margin_ml, 2), plain(assessment.criteria.target_mm))),
    row(TEXT.source, TEXT.zoneVolume(near(zone.volume_ml, 1))),
  );
}

function cooling(zone) {
  const { cooling: lost, plain_zone: plainZone } = zone;
  return section(
    TEXT.cooled,
    {},
    element('p', {}, TEXT.cooledBy(
      lost.margin_lost_mm === undefined ? undefined : near(lost.margin_lost_mm, 1),
      near(lost.volume_lost_ml, 2),
      lost.vessel,
    )),
    plainZone &&
      row(
        TEXT.withoutVessels,
        TEXT.withoutVesselsIs(plainZone.verdict, plainZone.mam_mm === undefined ? undefined : near(plainZone.mam_mm, 2)),
      ),
  );
}

function table(columns, rows) {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, columns.map((c) => element('th', { scope: 'col' }, c)))),
    element('tbody', {}, rows),
  );
}

const cell = (text, alert) => element('td', alert ? { className: 'alert' } : {}, text);
const mm = (value) => (value === undefined ? '' : `${near(value, 1)} mm`);

function vessels(list) {
  return section(
    TEXT.vessels,
    {},
    table(
      TEXT.vesselColumns,
      list.map((v) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, v.name),
          cell(mm(v.diameter_mm)),
          cell(mm(v.to_lesion_mm)),
          cell(v.to_zone_mm > 0 ? mm(v.to_zone_mm) : TEXT.touches),
          cell(v.heat_sink_risk ?? '', v.heat_sink_risk === 'high'),
        ),
      ),
    ),
  );
}

function structures(list) {
  return section(
    TEXT.structures,
    {},
    table(
      TEXT.structureColumns,
      list.map((s) => {
        const alert = s.alert !== undefined && s.alert !== 'none';
        return element(
          'tr',
          {},
          element('th', { scope: 'row' }, s.name),
          cell(s.to_zone_mm > 0 ? mm(s.to_zone_mm) : TEXT.touches, alert),
          cell(s.overlap_ml > 0 ? TEXT.overlap(near(s.overlap_ml, 2)) : alert ? s.alert : '', alert),
        );
      }),
    ),
  );
}

function checks(applicators) {
  const all = applicators.flatMap((a) => a.checks.filter((c) => c.status !== 'information').map((c) => ({ ...c, of: a.id })));
  const failed = all.filter((c) => c.status === 'fail');
  return section(
    TEXT.needle,
    { badge: failed.length ? String(failed.length) : undefined },
    element('p', {}, failed.length ? TEXT.checksFailed(failed.length, all.length) : TEXT.checksFine(all.length)),
    element('ul', {}, failed.map((c) => element('li', { className: 'alert' }, `${c.of}: ${c.text}`))),
    element(
      'details',
      { className: 'inner' },
      element('summary', {}, TEXT.allChecks),
      element(
        'ul',
        { className: 'quiet' },
        applicators.flatMap((a) =>
          a.checks.filter((c) => c.status !== 'fail').map((c) => element('li', {}, `${a.id}: ${c.text}`)),
        ),
      ),
    ),
  );
}

function warnings(assessment) {
  const list = assessment.warnings ?? [];
  return (
    list.length > 0 &&
    section(TEXT.warnings, { badge: String(list.length), id: 'warnings' }, element('ul', {}, list.map((w) => element('li', {}, w.text))))
  );
}

function notes(lesion, assessment) {
  const list = [...(lesion?.notes ?? []), ...(assessment.notes ?? [])];
  return list.length > 0 && section(TEXT.notes, { closed: true }, element('ul', {}, list.map((n) => element('li', {}, n.text))));
}
