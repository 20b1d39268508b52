// PostGraphile as its documentation sets it up for production: the Amber preset, filters by the plugin that is made for them, a pool of
// connections, and no page, watcher or explanation. Figures name their place by an id of any kind, which a smart tag tells.
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makePgService } from "postgraphile/adaptors/pg";
import { jsonPgSmartTags } from "postgraphile/utils";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const workers = Number(process.env.WORKERS ?? 1);

const tags = {
  version: 1,
  config: {
    class: {
      "public.figures": { tags: { foreignKey: "(place_id) references public.partnerships (id)" } },
    },
    // PostGraphile calls every id "rowId", which a column row_id would be called as well.
    attribute: { "public.plan_comments.row_id": { tags: { name: "planRow" } }, "public.plan_suggestions.row_id": { tags: { name: "planRow" } } },
  },
};

export default {
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [jsonPgSmartTags(tags)],
  // Without it, a column can be filtered by whether an index has it or not.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ["public", "peers"],
      poolConfig: { max: Math.ceil(20 / workers) },
    }),
  ],
  schema: { connectionFilterRelations: true },
  grafserv: { watch: false, graphiql: false, graphqlOverGET: false, maxRequestLength: 1_000_000 },
  grafast: { explain: false },
};
