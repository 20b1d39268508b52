// What a place needs and how much of it is met, in the sentences of the service.

import { el, mark, table } from './elements.js';
import { amount, percent } from './words.js';

/** Gives the section about the need of a place, with a row for each of its parts: { name, need }, the name as a cell. Without parts there is no table. */
export function need(of, kind, parts) {
  const heading = el('h2', { id: 'need' }, `Need in ${of.label} `, mark(of));
  const told = [of.penetration?.sentence, of.metNeed?.sentence].filter(Boolean);
  return el('section', { 'aria-labelledby': 'need' }, heading,
    told.length > 0
      ? el('p', {}, told.join(' '))
      : el('ul', {}, of.gaps.map((g) => el('li', {}, g.reason))),
    parts.length > 0 && table(`Need by ${kind.toLowerCase()}`,
      [{ head: kind }, ...['Year', 'Problem drug users, estimated', 'In treatment in the year', 'Share in treatment'].map((head) => ({ head, number: true }))],
      parts.map((p) => [[p.name, ' ', mark(p.need)].flat(), p.need.label, amount(p.need.prevalence.value), amount(p.need.inContact.value), between(p.need.penetration)])));
}

/** A share with its interval: "53% (49% to 58%)". */
function between(share) {
  if (!share) return '–';
  return share.lower && share.upper ? `${percent(share.value)} (${percent(share.lower)} to ${percent(share.upper)})` : percent(share.value);
}
