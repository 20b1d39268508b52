// Starts GraphiQL on this server's own API, with the question Waymark is for.
'use strict';

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

const root = document.getElementById('graphiql');
root.classList.remove('boot');
ReactDOM.createRoot(root).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultQuery: firstQuery,
    shouldPersistHeaders: false,
    isHeadersEditorEnabled: false,
  }),
);
