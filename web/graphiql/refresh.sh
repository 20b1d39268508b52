#!/bin/sh
# Fetches GraphiQL and the React it runs on from the npm registry, and writes the vendored files, their licences and their sums anew.
# Needs npm and node. To move to other versions, change the three below, run this, and look at the page.
set -eu
graphiql=3.9.0
react=18.3.1
graphql=16.11.0

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  "graphiql@$graphiql" "react@$react" "react-dom@$react" "graphql@$graphql"
# Bundled by GraphiQL's makers without being its dependency here, and the fonts: for the text of their licences only.
npm install --silent --no-audit --no-fund --ignore-scripts --no-save --legacy-peer-deps \
  @babel/runtime@7 @radix-ui/react-use-escape-keydown@1 graphql-ws@5 @fontsource/roboto@5 @fontsource/fira-code@5

cp node_modules/react/umd/react.production.min.js "$here/react.min.js"
cp node_modules/react-dom/umd/react-dom.production.min.js "$here/react-dom.min.js"
# The source maps stay behind, so the lines that point to them go too.
sed '/^\/\/# sourceMappingURL=/d' node_modules/graphiql/graphiql.min.js > "$here/graphiql.min.js"
cp node_modules/graphiql/graphiql.min.css "$here/graphiql.min.css"
node "$here/licences.mjs" "$work/node_modules" > "$here/LICENSES.txt"

cd "$here"
sha256sum react.min.js react-dom.min.js graphiql.min.js graphiql.min.css LICENSES.txt > SHA256SUMS
cat SHA256SUMS
