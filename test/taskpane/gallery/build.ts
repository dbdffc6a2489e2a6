/** `node test/taskpane/gallery/build.ts OUT`: the gallery, bundled as the pane is. A process of its own: jest is CommonJS. */
import { join } from "node:path";
import webpack from "webpack";
import HtmlPlugin from "html-webpack-plugin";
import configurations from "../../../webpack.config.ts";

const out = process.argv[2];
const pane = configurations.find((one) => one.name === "taskpane");
if (out === undefined || pane === undefined) throw new TypeError("usage: build.ts OUT");

const compiler = webpack({
  ...pane,
  name: "gallery",
  entry: { main: join(import.meta.dirname, "gallery.tsx") },
  output: { ...pane.output, path: out },
  plugins: [
    ...(pane.plugins ?? []).filter((plugin) => !(plugin instanceof HtmlPlugin)),
    new HtmlPlugin({
      template: join(import.meta.dirname, "index.html"),
      scriptLoading: "defer",
      minify: false,
    }),
  ],
  cache: false,
});
compiler.run((error, stats) => {
  if (error !== null || stats?.hasErrors() === true) {
    process.stderr.write(`${error?.message ?? stats?.toString("errors-only")}\n`);
    process.exitCode = 1;
  }
  compiler.close(() => {});
});
