// One region at a date: its own posts, its districts and theirs.

import { el, mark, table } from './elements.js';
import { need } from './need.js';
import { bar, cards, gaps, legend } from './parts.js';
import { href } from './place.js';
import { day, phrase } from './words.js';

/** Gives the view of a region. */
export function region(found) {
  const { coverage, districts, lead } = found;
  const { asOf } = coverage;
  const inDistricts = new Set(districts.nodes.flatMap((d) => d.posts.nodes.map((p) => p.id)));
  const own = found.posts.nodes.filter((p) => !inDistricts.has(p.id));
  if (lead && !own.some((p) => p.id === lead.id)) own.unshift(lead);
  return [
    el('nav', { 'aria-label': 'Breadcrumb' }, el('a', { href: href({ asOf }) }, '← England')),
    el('h2', {}, `${found.name} on ${day(asOf)} `, mark(found)),
    el('p', { class: 'summary' }, leading(lead)),
    bar(coverage.posts),
    legend(),
    cards(coverage),
    posts('Posts of the region itself', own),
    el('h2', {}, 'Districts ', el('span', { class: 'count' }, districts.totalCount)),
    districts.nodes.length === 0 && el('p', { class: 'notice' }, 'The region has no district at this date.'),
    districts.nodes.map(district),
    districts.totalCount > districts.nodes.length && el('p', { class: 'note' }, `The first ${districts.nodes.length} of ${districts.totalCount} districts.`),
    need(found.need, 'District', districts.nodes.map((d) => ({ name: d.name, need: d.need }))),
    gaps(coverage.gaps),
  ];
}

/** Gives the view of a region that is not there. */
export function noRegion(code, asOf) {
  return [
    el('h2', {}, 'No such region'),
    el('p', { class: 'notice' }, `No region has the code ${code}${asOf ? ` on ${day(asOf)}` : ''}.`),
    el('p', {}, el('a', { href: href({ asOf }) }, '← England')),
  ];
}

/** Names who holds or covers a post, if somebody does and the service tells whom. */
function whoHas(post) {
  const person = post.state === 'COVERED' ? post.cover?.coordinator : post.currentHolder;
  if (person) return [person.name, ' ', mark(person)];
  return post.state === 'FILLED' || post.state === 'COVERED' ? 'not named' : '–';
}

function leading(lead) {
  if (!lead) return 'The region has no post of strategic lead at this date.';
  if (lead.state === 'FILLED') return lead.currentHolder ? ['Strategic lead: ', whoHas(lead)].flat() : 'The strategic lead is in post.';
  const since = lead.vacantSince ? `, without a holder since ${day(lead.vacantSince)}` : '';
  return `The post of strategic lead is ${phrase(lead.state).toLowerCase()}${since}.`;
}

function district(d) {
  return el('section', { class: 'district' },
    el('h3', {}, d.name, ' ', mark(d), ' ', el('span', { class: 'code' }, d.code)),
    bar(d.coverage.posts),
    posts(`Posts in ${d.name}`, d.posts.nodes),
    d.posts.totalCount > d.posts.nodes.length && el('p', { class: 'note' }, `The first ${d.posts.nodes.length} of ${d.posts.totalCount} posts.`));
}

function posts(caption, list) {
  if (list.length === 0) return el('p', { class: 'note' }, `${caption}: none at this date.`);
  return table(caption, [{ head: 'Post' }, { head: 'Grade' }, { head: 'State' }, { head: 'Held or covered by' }, { head: 'Vacant since' }],
    list.map((p) => [
      [p.code, ' ', mark(p)],
      p.grade.name,
      el('span', { class: `state ${p.state.toLowerCase()}` }, phrase(p.state)),
      whoHas(p),
      p.vacantSince ? day(p.vacantSince) : '–',
    ]),
    'posts');
}
