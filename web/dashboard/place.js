// Where the reader is: a date and perhaps a region, both in the address, so that every view is a permalink.

/** Reads { asOf, region } from an address; either may be null. */
export function read(address = window.location) {
  const query = new URLSearchParams(address.search);
  return { asOf: query.get('asOf') || null, region: query.get('region') || null };
}

/** Gives the address of a view. */
export function href({ asOf, region }) {
  const query = new URLSearchParams();
  if (asOf) query.set('asOf', asOf);
  if (region) query.set('region', region);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}
