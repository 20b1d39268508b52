// Starts GraphiQL on this server's own API, with the question Waymark is for.
import { authorization, offer } from '/dashboard/asker.js';

const firstQuery = `# Who covers what in England? Ctrl-Enter asks.
# Then try, one at a time:
# 1. coverage(asOf: "2009-03-05"): early days
# 2. no asOf: the planning date, which today tells
# 3. coverage { gaps { sentence } }: what lacks
# 4. region(code: "E12000007") { name code }
# 5. Docs (top left): postVacate, postCover
{
  today
  coverage(asOf: "2009-04-30") {
    byGrade {
      grade { code }
      posts { funded filled }
    }
  }
  regions { totalCount }
  districts { totalCount }
}
`;

// Whoever signs in above asks, unless the headers of a tab say otherwise.
const ask = (address, init) => {
  const headers = new Headers(init.headers);
  if (!headers.has('Authorization')) Object.entries(authorization()).forEach(([name, value]) => headers.set(name, value));
  return fetch(address, { ...init, headers });
};

const offered = offer(document.getElementById('asker'), () => showHeaders());
if (authorization().Authorization) await offered; // which may renew what was kept

const root = document.getElementById('graphiql');
root.classList.remove('boot');
ReactDOM.createRoot(root).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql', fetch: ask }),
    defaultQuery: firstQuery,
    shouldPersistHeaders: false,
  }),
);

/** Shows the header that says who asks in the tab's headers, to be seen and copied. */
function showHeaders() {
  const editors = root.querySelectorAll('.graphiql-editor-tool .CodeMirror');
  if (editors.length < 2) return false;
  const header = authorization();
  editors[editors.length - 1].CodeMirror.setValue(header.Authorization ? JSON.stringify(header, null, 2) : '');
  return true;
}

new MutationObserver((_, observer) => {
  if (showHeaders()) observer.disconnect();
}).observe(root, { childList: true, subtree: true });
