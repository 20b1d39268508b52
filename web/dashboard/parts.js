// What both views are made of.

import { el } from './elements.js';
import { count, phrase, states } from './words.js';

const gapsShown = 50;

/** A bar of a place's or grade's posts by state. It repeats figures that stand beside it, so it is no part of what is read aloud. */
export function bar(posts) {
  const node = el('div', { class: 'bar', 'aria-hidden': 'true' });
  for (const state of states) {
    if (posts[state] === 0) continue;
    const part = el('span', { class: state });
    part.style.flexGrow = posts[state];
    node.append(part);
  }
  return node;
}

/** A bar of a part of a whole. */
function portion(part, whole) {
  const full = el('span', { class: 'filled' });
  const rest = el('span');
  full.style.flexGrow = part;
  rest.style.flexGrow = whole - part;
  return el('div', { class: 'bar', 'aria-hidden': 'true' }, full, rest);
}

/** What the bars' colours mean. */
export function legend() {
  return el('ul', { class: 'legend', 'aria-hidden': 'true' }, states.map((s) => el('li', {}, el('span', { class: s }), phrase(s))));
}

/** One card a grade, then one each for districts, jobcentres and partnerships. */
export function cards(coverage) {
  const grades = coverage.byGrade.map(({ grade, posts }) =>
    el('li', { class: 'card' },
      el('h3', {}, grade.name),
      el('p', { class: 'figure' }, el('strong', {}, posts.filled), ` of ${posts.funded} filled`),
      bar(posts),
      el('dl', {}, states.slice(1).map((s) => el('div', {}, el('dt', {}, phrase(s)), el('dd', {}, posts[s]))))));
  const reach = [
    ['Districts', coverage.districtsWithCoordinator, coverage.districts, 'with a coordinator'],
    ['Jobcentres', coverage.jobcentresWithChampion, coverage.jobcentres, 'with a drug champion'],
    ['Partnerships', coverage.partnershipsCovered, coverage.partnerships, `covered, and ${coverage.partnershipsPartlyCovered} in part`],
  ].map(([name, part, whole, what]) =>
    el('li', { class: 'card' },
      el('h3', {}, name),
      whole === 0
        ? el('p', { class: 'figure' }, 'None on record')
        : el('p', { class: 'figure' }, el('strong', {}, part), ` of ${whole} ${what}`),
      whole > 0 && portion(part, whole)));
  return el('ul', { class: 'cards' }, grades, reach);
}

/** The gaps by kind, in the order they come, which is the gravest first; each kind with its count and its first sentences. */
export function gaps(list) {
  const heading = el('h2', { id: 'gaps' }, 'Gaps ', el('span', { class: 'count' }, list.length));
  if (list.length === 0) return el('section', { 'aria-labelledby': 'gaps' }, heading, el('p', {}, 'None: everything that is funded is covered.'));
  const kinds = [...Map.groupBy(list, (g) => g.kind)];
  return el('section', { 'aria-labelledby': 'gaps' }, heading, kinds.map(([kind, found], i) =>
    el('details', { open: i === 0 },
      el('summary', {}, phrase(kind), ' ', el('span', { class: 'count' }, found.length)),
      el('ul', { class: 'gaps' }, found.slice(0, gapsShown).map((g) => el('li', {}, g.sentence))),
      found.length > gapsShown && el('p', { class: 'note' }, `and ${count(found.length - gapsShown, 'more gap')} of this kind`))));
}
