// Runs the GraphQL-over-HTTP audit against a running server and fails unless every audit passes.
// Usage: node audit.mjs http://127.0.0.1:8080/graphql
import { serverAudits } from 'graphql-http';

const expected = 61;
const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs <address of /graphql>');
  process.exit(2);
}

let passed = 0;
const audits = serverAudits({ url, fetchFn: fetch });
for (const audit of audits) {
  let result;
  try {
    result = await audit.fn();
  } catch (error) {
    console.error(`no answer from ${url}: ${error.cause?.message ?? error.message}`);
    process.exit(1);
  }
  if (result.status === 'ok') {
    passed += 1;
  } else {
    console.error(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
  }
}
console.log(`${passed} of ${audits.length} audits passed`);
if (audits.length !== expected) {
  console.error(`the suite holds ${audits.length} audits, ${expected} were expected: read what changed before you pin it`);
}
process.exit(passed === expected && audits.length === expected ? 0 : 1);
