/**
 * Bundles of the browser entries, independent of any organisation: what an organisation pins (its root key, its
 * intake) is stamped in afterwards by tools/stamp.ts, so that one release serves all and can be compared by hash.
 */
import { join } from "node:path";
import HtmlPlugin from "html-webpack-plugin";
import MiniCssExtractPlugin from "mini-css-extract-plugin";
import webpack from "webpack";

interface Page {
  readonly name: "taskpane" | "console" | "simulator";
  readonly entry: string;
  readonly template: string;
  /** Name of the Trusted Types policy that webpack makes for workers and lazy chunks; null for development pages. */
  readonly trustedTypes: string | null;
}

const root = import.meta.dirname;

const pages: readonly Page[] = [
  {
    name: "taskpane",
    entry: "src/taskpane/main.tsx",
    template: "src/taskpane/index.html",
    trustedTypes: "zegel-pane",
  },
  {
    name: "console",
    entry: "src/console/main.tsx",
    template: "src/console/index.html",
    trustedTypes: "zegel-console",
  },
  {
    name: "simulator",
    entry: "src/simulator/web/main.ts",
    template: "src/simulator/web/index.html",
    trustedTypes: null,
  },
];

/** Replaced by tools/stamp.ts with base64 of the organisation's constants: base64 needs no quoting anywhere. */
export const buildPlaceholder = "@@ZEGEL_BUILD@@";

function configuration(page: Page): webpack.Configuration {
  return {
    name: page.name,
    mode: "production",
    target: ["web", "es2022"],
    context: root,
    entry: { main: join(root, page.entry) },
    output: {
      path: join(root, "dist", page.name),
      filename: "[name].[contenthash:12].js",
      chunkFilename: "[name].[contenthash:12].js",
      clean: true,
      ...(page.trustedTypes === null
        ? {}
        : { trustedTypes: { policyName: page.trustedTypes, onPolicyCreationFailure: "stop" as const } }),
    },
    devtool: false,
    resolve: { extensions: [".ts", ".tsx", ".js"] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          use: {
            loader: "swc-loader",
            options: {
              jsc: {
                target: "es2022",
                parser: { syntax: "typescript", tsx: true },
                transform: { react: { runtime: "automatic" } },
              },
            },
          },
        },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] },
      ],
    },
    plugins: [
      new webpack.DefinePlugin({ ZEGEL_BUILD: `JSON.parse(atob("${buildPlaceholder}"))` }),
      new MiniCssExtractPlugin({ filename: "[name].[contenthash:12].css" }),
      new HtmlPlugin({
        template: join(root, page.template),
        scriptLoading: "defer",
        // The pane's template places the tags itself: its script must come before office.js.
        inject: page.name === "taskpane" ? false : "head",
        minify: false,
      }),
    ],
    cache: { type: "filesystem", name: page.name, cacheDirectory: join(root, "node_modules/.cache/webpack") },
    performance: { hints: false },
    stats: "errors-warnings",
  };
}

export default pages.map(configuration);
