// Holds a running test server to what the graphql-sse client expects of it. Usage: node events.mjs http://127.0.0.1:8080/graphql
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { collect, rejected, run, survives, ticks } from './check.mjs';

const url = process.argv[2];
const open = (options = {}) => createClient({ url, retryAttempts: 0, ...options });
const client = open();

// last gives the code of the only or last result's first error.
const last = (results) => results.at(-1).errors[0].extensions?.code;

run({
  'subscription completes': async () => {
    assert.deepEqual(ticks(await collect(client, 'subscription($n: Int) { tick(count: $n) }', { n: 3 })), ['1', '2', '3']);
  },
  'queries and mutations': async () => {
    assert.deepEqual(await collect(client, '{ today }'), [{ data: { today: '2009-04-30' } }]);
    assert.deepEqual(await collect(client, 'mutation { ping }'), [{ data: { ping: 'pong' } }]);
  },
  'several at once': async () => {
    const counts = Array.from({ length: 40 }, (_, n) => n);
    const all = await Promise.all(counts.map((n) => collect(client, `subscription { tick(count: ${n}) }`)));
    assert.deepEqual(all.map((results) => results.length), counts);
  },
  'the client ends it': async () => {
    for await (const { data } of client.iterate({ query: 'subscription { tick(count: -1) }' })) {
      if (data.tick === '5') break;
    }
    assert.deepEqual(ticks(await collect(client, 'subscription { tick }')), ['1']);
  },
  'errors are results': async () => {
    assert.equal(last(await collect(client, 'subscription { refused }')), 'FORBIDDEN');
    assert.equal(last(await collect(client, 'subscription { ends }')), 'LIMITED');
    assert.equal(last(await collect(client, 'subscription { boom }')), 'INTERNAL');
    assert.equal((await collect(client, 'subscription { nothing }')).length, 1);
  },
  'comes back after a cut': () => survives(open({ retryAttempts: 3, retry: async () => {} }), url),
  'fatal: 413 and no stream': async () => {
    const error = await rejected(collect(client, '{ echo(text: $t) }', { t: 'x'.repeat(5_000_000) }));
    assert.equal(error.response.status, 413);
  },
});
