/** `npm run bench -- <name>`: figures as ratios within one run. Nothing here passes or fails. */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> = {
  seal: () => import("./seal/seal.bench.ts"),
  analysis: () => import("./analysis/analysis.bench.ts"),
  report: () => import("./report/report.bench.ts"),
  pane: () => import("./pane/pane.bench.ts"),
};

const names = process.argv.slice(2);
const chosen = names.length === 0 ? Object.keys(benches) : names;
for (const name of chosen) {
  const load = benches[name];
  if (load === undefined) {
    process.stderr.write(`no benchmark "${name}"; there are: ${Object.keys(benches).join(", ")}\n`);
    process.exit(2);
  }
  await (await load()).run();
}
