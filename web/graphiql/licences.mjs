// Prints the licence of every package that is in the vendored bundle, as its source map names them, and of its two fonts.
// Usage: node licences.mjs <node_modules>
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const modules = process.argv[2];
const map = JSON.parse(readFileSync(join(modules, 'graphiql/graphiql.min.js.map'), 'utf8'));
const bundled = new Set(['react', 'react-dom', 'scheduler', 'graphiql', '@graphiql/react', '@graphiql/toolkit', '@fontsource/roboto', '@fontsource/fira-code']);
for (const source of map.sources) {
  const name = source.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
  if (name) bundled.add(name);
}

const sections = [];
for (const name of [...bundled].sort()) {
  const home = join(modules, name);
  if (!existsSync(join(home, 'package.json'))) {
    console.error(`no such package: ${name}`);
    process.exitCode = 1;
    continue;
  }
  const { version, license, author, homepage } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const file = readdirSync(home).find((f) => /^licen[cs]e/i.test(f));
  const text = file ? readFileSync(join(home, file), 'utf8').trim() : 'The package carries no text of its licence; see the end of this file.';
  const by = typeof author === 'object' ? author?.name : author;
  sections.push([`${name} ${version}`, `Licence: ${license}${by ? `, by ${by}` : ''}${homepage ? `, ${homepage}` : ''}`, '', text].join('\n'));
}
const mit = readFileSync(join(modules, 'graphiql/LICENSE'), 'utf8');
sections.push('The Roboto in graphiql.min.css is of a time when its makers, Google, gave it under the Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0');
sections.push(`The text of the MIT licence, for the packages above that carry none:\n\n${mit.slice(mit.indexOf('Permission is hereby')).trim()}`);
console.log('What this directory redistributes, and under which licence.\n');
console.log(sections.join(`\n\n${'-'.repeat(100)}\n\n`));
