// Holds a running test server to what the graphql-ws client expects of it. Usage: node sockets.mjs http://127.0.0.1:8080/graphql
import assert from 'node:assert/strict';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { collect, rejected, run, survives, ticks } from './check.mjs';

const url = process.argv[2];

function open(options = {}) {
  return createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, ...options });
}

async function using(options, use) {
  const client = open(options);
  try {
    return await use(client);
  } finally {
    await client.dispose();
  }
}

// said gives the close event of a client that sends something of its own as soon as it is connected.
const said = (text) =>
  using({ on: { connected: (socket) => socket.send(text) } }, (client) =>
    rejected(collect(client, 'subscription { silent }')));

run({
  'subscription completes': () =>
    using({}, async (client) => {
      assert.deepEqual(ticks(await collect(client, 'subscription($n: Int) { tick(count: $n) }', { n: 3 })), ['1', '2', '3']);
    }),
  'queries and mutations': () =>
    using({}, async (client) => {
      assert.deepEqual(await collect(client, '{ today }'), [{ data: { today: '2009-04-30' } }]);
      assert.deepEqual(await collect(client, 'mutation { ping }'), [{ data: { ping: 'pong' } }]);
    }),
  'several at once': () =>
    using({}, async (client) => {
      const counts = Array.from({ length: 40 }, (_, n) => n);
      const all = await Promise.all(counts.map((n) => collect(client, `subscription { tick(count: ${n}) }`)));
      assert.deepEqual(all.map((results) => results.length), counts);
    }),
  'the client ends it': () =>
    using({}, async (client) => {
      for await (const { data } of client.iterate({ query: 'subscription { tick(count: -1) }' })) {
        if (data.tick === '5') break;
      }
      assert.deepEqual(ticks(await collect(client, 'subscription { tick }')), ['1']);
    }),
  'errors end one operation': () =>
    using({}, async (client) => {
      assert.equal((await rejected(collect(client, 'subscription { refused }')))[0].extensions.code, 'FORBIDDEN');
      assert.equal((await rejected(collect(client, 'subscription { ends }')))[0].extensions.code, 'LIMITED');
      assert.equal((await rejected(collect(client, 'subscription { boom }')))[0].extensions.code, 'INTERNAL');
      assert.equal((await rejected(collect(client, 'subscription { nothing }'))).length, 1);
      assert.deepEqual(ticks(await collect(client, 'subscription { tick }')), ['1']);
    }),
  'a token': () =>
    using({ connectionParams: { Authorization: 'Bearer good' } }, async (client) => {
      assert.equal((await collect(client, 'subscription { who }'))[0].data.who, 'good');
    }),
  'a bad token: 4403': () =>
    using({ connectionParams: async () => ({ authToken: 'bad' }) }, async (client) => {
      assert.equal((await rejected(collect(client, '{ today }'))).code, 4403);
    }),
  'comes back after a cut': () =>
    using({ retryAttempts: 3, retryWait: async () => {} }, (client) => survives(client, url)),
  'its pings are answered': async () => {
    let pong;
    const answered = new Promise((resolve) => { pong = resolve; });
    const heard = (received) => { if (received) pong(); };
    await using({ keepAlive: 10, lazy: false, on: { pong: heard } }, () => answered);
  },
  'fatal: 4409': () =>
    using({ generateID: () => 'same' }, async (client) => {
      const [one, two] = await Promise.all([1, 2].map(() => rejected(collect(client, 'subscription { silent }'))));
      assert.deepEqual([one.code, two.code], [4409, 4409]);
    }),
  'fatal: 4400': async () => assert.equal((await said('{')).code, 4400),
  'fatal: 4429': async () => assert.equal((await said('{"type":"connection_init"}')).code, 4429),
});
