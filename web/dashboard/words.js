// How dates, counts and codes are said.

const long = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "2009-04-30" is said "30 April 2009"; what is not a date is said as it is. */
export function day(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? String(iso) : long.format(date);
}

/** The same day some months on, or the last of that month if it has no such day; the last of a month stays the last. */
export function monthsOn(iso, months) {
  const [year, month, dayOfMonth] = iso.split('-').map(Number);
  const last = (m) => new Date(Date.UTC(year, m, 0)).getUTCDate();
  const end = last(month + months);
  const wanted = dayOfMonth === last(month) ? end : Math.min(dayOfMonth, end);
  return new Date(Date.UTC(year, month - 1 + months, wanted)).toISOString().slice(0, 10);
}

/** "3 of 4", or that there are none to count. */
export const share = (part, whole) => (whole === 0 ? 'none on record' : `${part} of ${whole}`);

/** "1 gap", "2 gaps". */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** "JOBCENTRE_WITHOUT_CHAMPION" is said "Jobcentre without champion". */
export function phrase(code) {
  const words = String(code).toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The states of a post, in the order they are counted. */
export const states = ['filled', 'covered', 'offered', 'vacant'];

/** A number as the service writes it, "310204.5", is said "310,204.5"; none is said "–". */
export const amount = (text) => (text === null || text === undefined ? '–' : Number(text).toLocaleString('en-GB'));

/** A share as the service writes it, "0.575", is said "57.5%"; none is said "–". */
export const percent = (text) => (text === null || text === undefined ? '–' : `${Number((Number(text) * 100).toFixed(1))}%`);
