// In whose name this page asks: a token that is kept for this tab and no longer, and the control that chooses it.

import { el } from './elements.js';
import { phrase } from './words.js';

const KEPT = 'waymark.asker';

/** Gives { name, token } of whoever asks; both are empty for anonymous. */
function kept() {
  try {
    return { name: '', token: '', ...JSON.parse(sessionStorage.getItem(KEPT)) };
  } catch {
    return { name: '', token: '' };
  }
}

function keep(asker) {
  if (asker.token) sessionStorage.setItem(KEPT, JSON.stringify(asker));
  else sessionStorage.removeItem(KEPT);
}

/** Gives the header that says who asks, or none. */
export function authorization() {
  const { token } = kept();
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Tells what a role with its scope is called: "Regional lead, region E12000007". */
export function called({ role, scope }) {
  return scope === 'nation' ? phrase(role) : `${phrase(role)}, ${scope.replace(':', ' ')}`;
}

/** Gives the tokens for development, none where the server has none to give. */
async function ready() {
  try {
    const response = await fetch('/development/tokens', { headers: { Accept: 'application/json' } });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** Puts the control into a place: a menu where there are tokens for development, elsewhere a field to paste one into. Changed is called after each choice. */
export async function offer(place, changed) {
  const tokens = await ready();
  place.replaceChildren(tokens.length > 0 ? menu(tokens, changed) : field(changed));
}

function menu(tokens, changed) {
  const asker = kept();
  const askers = [{ name: '', token: '' }, ...tokens.map((t) => ({ name: called(t), token: t.token }))];
  const select = el('select', { id: 'asker-menu' },
    askers.map(({ name }) => el('option', { value: name, selected: name === asker.name }, name || 'Nobody (anonymous)')));
  const choose = () => keep(askers.find(({ name }) => name === select.value));
  choose(); // a token that was kept may be of an earlier day
  select.addEventListener('change', () => {
    choose();
    changed();
  });
  return el('form', { class: 'asker' }, el('label', { for: 'asker-menu' }, 'Sign in as'), select);
}

function field(changed) {
  const asker = kept();
  const input = el('input', { id: 'asker-token', type: 'text', autocomplete: 'off', spellcheck: 'false', maxlength: '16384' });
  const button = el('button', { type: 'submit' });
  const form = el('form', { class: 'asker' }, el('label', { for: 'asker-token' }, 'Token'), input, button);
  const tell = () => {
    const signedIn = kept().token !== '';
    button.textContent = signedIn ? 'Sign out' : 'Sign in';
    input.placeholder = signedIn ? 'a token is in use' : 'paste one to sign in';
    input.value = '';
    input.disabled = signedIn;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keep({ name: '', token: kept().token ? '' : input.value.trim().replace(/^Bearer\s+/i, '') });
    tell();
    changed();
  });
  if (asker.name) keep({ name: '', token: '' }); // of a server that had tokens for development
  tell();
  return form;
}
