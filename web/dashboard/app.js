// Shows the view that the address names, and keeps address, date control and view in step.

import { ask, NoAnswer } from './api.js';
import { authorization, offer } from './asker.js';
import { el } from './elements.js';
import { england } from './england.js';
import { ENGLAND, REGION } from './operations.js';
import { href, read } from './place.js';
import { noRegion, region } from './region.js';
import { day, monthsOn } from './words.js';

const view = document.getElementById('view');
const status = document.getElementById('status');
const date = document.getElementById('date');
const steps = [['earlier', -1], ['later', 1]];
let underWay = new AbortController();
let shown = null;

/** Asks for what the address names and shows it. A view that was asked for before and has not come is dropped. */
async function show({ moveFocus = false } = {}) {
  underWay.abort();
  underWay = new AbortController();
  const { signal } = underWay;
  const where = read();
  shown = href(where);
  setControls(where);
  view.setAttribute('aria-busy', 'true');
  status.textContent = 'Asking …';
  try {
    const { data, errors } = await ask(
      where.region ? REGION : ENGLAND,
      where.region ? { code: where.region, asOf: where.asOf } : { asOf: where.asOf },
      signal,
    );
    const here = { ...where, asOf: (data.coverage ?? data.region?.coverage)?.asOf ?? where.asOf ?? data.today };
    shown = href(here);
    history.replaceState(null, '', shown); // without a date in the address the API chose one: now the view is a permalink
    setControls(here);
    view.replaceChildren(...errors.map(notice), ...content(data, here));
    document.getElementById('synthetic').hidden = !holdsSynthetic(data);
    document.title = `${view.querySelector('h2').textContent.trim()} · Waymark`;
    status.textContent = '';
  } catch (error) {
    if (error.name === 'AbortError') return;
    if (!(error instanceof NoAnswer)) console.error(error);
    view.replaceChildren(failure(error));
    status.textContent = '';
  }
  view.setAttribute('aria-busy', 'false');
  if (moveFocus) {
    view.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

function content(data, here) {
  if (!here.region) return england(data).filter(Boolean).flat();
  return (data.region ? region(data.region) : noRegion(here.region, here.asOf)).filter(Boolean).flat();
}

/** Tells whether a record in the answer, however deep, says that it is synthetic. */
function holdsSynthetic(value) {
  if (Array.isArray(value)) return value.some(holdsSynthetic);
  if (value === null || typeof value !== 'object') return false;
  return value.synthetic === true || Object.values(value).some(holdsSynthetic);
}

function notice(message) {
  return el('p', { class: 'notice', role: 'alert' }, message);
}

function failure(error) {
  const again = el('button', { type: 'button' }, 'Try again');
  again.addEventListener('click', () => show());
  const why = error instanceof NoAnswer ? error.message : 'The answer could not be shown.';
  return el('section', { class: 'failure', role: 'alert' },
    el('h2', {}, 'No figures'),
    el('p', {}, why),
    error.requestId && el('p', { class: 'note' }, 'Request ', el('code', {}, error.requestId)),
    again);
}

function setControls(where) {
  if (where.asOf) date.value = where.asOf;
  document.getElementById('home').setAttribute('href', href({ asOf: where.asOf }));
  for (const [id, months] of steps) {
    const link = document.getElementById(id);
    link.hidden = !date.value;
    if (link.hidden) continue;
    const other = monthsOn(date.value, months);
    link.setAttribute('href', href({ ...where, asOf: other }));
    link.textContent = months < 0 ? `← ${day(other)}` : `${day(other)} →`;
  }
}

function go(address) {
  history.pushState(null, '', address);
  show({ moveFocus: true });
}

document.getElementById('asof').addEventListener('submit', (event) => {
  event.preventDefault();
  go(href({ ...read(), asOf: date.value }));
});

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  if (!link || link.pathname !== '/' || event.defaultPrevented) return;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});

window.addEventListener('popstate', () => {
  if (href(read()) !== shown) show(); // a jump within the page asks nothing
});
window.addEventListener('beforeprint', () => view.querySelectorAll('details').forEach((d) => { d.open = true; }));

const offered = offer(document.getElementById('asker'), () => show());
if (authorization().Authorization) await offered; // which may renew what was kept
show();
