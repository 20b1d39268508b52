// Serves PostGraphile on a database of Waymark's: node server.mjs, with DATABASE_URL, PORT and WORKERS in the environment.
// With more than one worker, the processes of a cluster share the port. Each worker says "ready" when it listens.
import cluster from "node:cluster";
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { postgraphile } from "postgraphile";
import preset from "./preset.mjs";

const workers = Number(process.env.WORKERS ?? 1);

if (workers > 1 && cluster.isPrimary) {
  for (let n = 0; n < workers; n++) cluster.fork();
  cluster.on("exit", () => process.exit(1));
  process.on("SIGTERM", () => process.exit(0));
} else {
  const instance = postgraphile(preset);
  await instance.getSchema();
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  server.keepAliveTimeout = 600_000;
  server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
}
