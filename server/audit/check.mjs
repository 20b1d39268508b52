// The little that the scripts for sockets and events share: run named checks one after the other, and fail if one fails.
import assert from 'node:assert/strict';

export async function run(checks) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await within(10_000, check());
    } catch (error) {
      failed += 1;
      console.error(`${name}: ${error.stack ?? JSON.stringify({ code: error.code, reason: error.reason, error })}`);
    }
  }
  console.log(`${Object.keys(checks).length - failed} of ${Object.keys(checks).length} checks passed`);
  process.exit(failed === 0 ? 0 : 1);
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('nothing happened in time')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// collect gives all results of an operation, and rejects with what ends it otherwise.
export async function collect(client, query, variables) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  return results;
}

// rejected gives what a promise is rejected with.
export async function rejected(promise) {
  let result;
  try {
    result = await promise;
  } catch (error) {
    return error;
  }
  assert.fail(`was not refused: ${JSON.stringify(result)}`);
}

// survives has the server cut all connections in the middle of a subscription, and wants the client to subscribe again.
export async function survives(client, url) {
  let results = 0;
  for await (const { data } of client.iterate({ query: 'subscription { once }' })) {
    assert.equal(data.once, '1');
    results += 1;
    if (results === 3) return;
    assert.equal((await fetch(new URL('/cut', url), { method: 'POST' })).status, 200);
  }
  assert.fail('the stream ended');
}

export const ticks = (results) => results.map(({ data }) => data.tick);
