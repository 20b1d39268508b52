// Builds elements. Text goes in as text, never as markup.

/** Gives an element: el('p', { class: 'note' }, 'text', child, ...). Null, undefined and false children and attributes are left out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Gives a table in a box that scrolls by itself on a narrow screen. Columns: { head, number }; rows: cells, the first being the row's name. */
export function table(caption, columns, rows, kind) {
  const cell = (content, i) =>
    i === 0 ? el('th', { scope: 'row' }, content) : el('td', { class: columns[i].number && 'number' }, content);
  return el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': caption },
    el('table', { class: kind },
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, columns.map((c) => el('th', { scope: 'col', class: c.number && 'number' }, c.head)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, row.map(cell))))));
}

/** Marks a synthetic record. */
export function mark(record) {
  return record?.synthetic ? el('span', { class: 'synthetic', title: 'Invented for demonstration' }, 'synthetic') : null;
}
