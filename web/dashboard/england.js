// England at a date: the whole, its regions, and what is missing.

import { el, mark, table } from './elements.js';
import { need } from './need.js';
import { bar, cards, gaps, legend } from './parts.js';
import { href } from './place.js';
import { day, share } from './words.js';

/** Gives the view of England. */
export function england({ coverage, england: whole, regions }) {
  const { posts, asOf } = coverage;
  if (regions.nodes.length === 0) {
    return [el('h2', {}, `England on ${day(asOf)}`),
      el('p', { class: 'notice' }, 'Nothing is on record at this date. Choose another, or load the reference data with ', el('code', {}, 'waymark seed'), '.')];
  }
  return [
    el('h2', {}, `England on ${day(asOf)}`),
    el('p', { class: 'summary' }, `Of ${posts.funded} funded posts, ${posts.filled} are filled, ${posts.covered} covered by somebody else, `
      + `${posts.offered} offered and ${posts.vacant} vacant.`),
    bar(posts),
    legend(),
    cards(coverage),
    table('Regions',
      [{ head: 'Region' }, { head: 'By state' }, ...['Posts', 'Filled', 'Covered', 'Offered', 'Vacant'].map((head) => ({ head, number: true })),
        { head: 'Districts with a coordinator', number: true }, { head: 'Jobcentres with a champion', number: true }],
      regions.nodes.map((r) => {
        const c = r.coverage;
        return [
          [el('a', { href: href({ asOf, region: r.code }) }, r.name), ' ', mark(r)],
          bar(c.posts), c.posts.funded, c.posts.filled, c.posts.covered, c.posts.offered, c.posts.vacant,
          share(c.districtsWithCoordinator, c.districts),
          share(c.jobcentresWithChampion, c.jobcentres),
        ];
      })),
    regions.totalCount > regions.nodes.length && el('p', { class: 'note' }, `The first ${regions.nodes.length} of ${regions.totalCount} regions.`),
    need(whole.need, 'Region', regions.nodes.map((r) => ({ name: r.name, need: r.need }))),
    gaps(coverage.gaps),
  ];
}
