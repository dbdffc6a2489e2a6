/** `node test/conversation/gallery/build.ts OUT ENTRY`: a gallery, bundled as the pane is. A process of its own: jest is CommonJS. */
import { join, resolve } from "node:path";
import webpack from "webpack";
import HtmlPlugin from "html-webpack-plugin";
import configurations from "../../../webpack.config.ts";

const [, , out, entry] = process.argv;
const pane = configurations.find((one) => one.name === "taskpane");
if (out === undefined || entry === undefined || pane === undefined)
  throw new TypeError("usage: build.ts OUT ENTRY");

const compiler = webpack({
  ...pane,
  name: "gallery",
  entry: { main: resolve(entry) },
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
