/**
 * Bundles of the browser entries, independent of any organisation: what an organisation pins (its root key, its
 * intake) is stamped in afterwards by tools/stamp.ts, so that one release serves all and can be compared by hash.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import HtmlPlugin from "html-webpack-plugin";
import MiniCssExtractPlugin from "mini-css-extract-plugin";
import webpack from "webpack";

type FolderName = "taskpane" | "report" | "console" | "simulator";

interface Page {
  /** Name of the chunk, and of the page unless it is "main": that one is index.html. */
  readonly chunk: string;
  readonly entry: string;
  readonly template: string;
}

/** What is built and served together, from one origin. */
interface Folder {
  readonly name: FolderName;
  readonly pages: readonly Page[];
  /** Name of the Trusted Types policy that webpack makes for workers and lazy chunks; null for development pages. */
  readonly trustedTypes: string | null;
  /** The templates place the tags themselves: a script must come before office.js, or the styles lie inside the page. */
  readonly placesTags: boolean;
  /** Files that are served beside the pages as they are: their names there, and where they lie. Left away: none. */
  readonly beside?: Readonly<Record<string, string>>;
}

const root = import.meta.dirname;

const folders: readonly Folder[] = [
  {
    name: "taskpane",
    pages: [
      { chunk: "main", entry: "src/taskpane/main.tsx", template: "src/taskpane/index.html" },
      {
        chunk: "commands",
        entry: "src/taskpane/commands/main.ts",
        template: "src/taskpane/commands/commands.html",
      },
      {
        chunk: "sign-in",
        entry: "src/taskpane/sign-in/main.ts",
        template: "src/taskpane/sign-in/sign-in.html",
      },
    ],
    trustedTypes: "zegel-pane",
    placesTags: true,
  },
  {
    name: "report",
    pages: [{ chunk: "main", entry: "src/report/main.tsx", template: "src/report/index.html" }],
    trustedTypes: "zegel-report",
    placesTags: true,
    beside: {
      "manifest.webmanifest": "src/report/manifest.webmanifest",
      "app-192.png": "assets/app-192.png",
      "app-512.png": "assets/app-512.png",
      "app-maskable-512.png": "assets/app-maskable-512.png",
    },
  },
  {
    name: "console",
    pages: [{ chunk: "main", entry: "src/console/main.tsx", template: "src/console/index.html" }],
    trustedTypes: "zegel-console",
    placesTags: false,
  },
  {
    name: "simulator",
    pages: [{ chunk: "main", entry: "src/simulator/web/main.ts", template: "src/simulator/web/index.html" }],
    trustedTypes: null,
    placesTags: false,
  },
];

/** Replaced by tools/stamp.ts with base64 of the organisation's constants: base64 needs no quoting anywhere. */
export const buildPlaceholder = "@@ZEGEL_BUILD@@";
/** Replaced by tools/stamp.ts with base64 of the list of files, once their octets are final. */
const filesPlaceholder = "@@ZEGEL_FILES@@";

const outputOf = (folder: FolderName) => join(root, "dist", folder);

function typescript(target: "es5" | "es2022"): webpack.RuleSetRule {
  return {
    test: /\.tsx?$/,
    exclude: /node_modules/,
    use: {
      loader: "swc-loader",
      options: {
        jsc: {
          target,
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic" } },
        },
      },
    },
  };
}

class BesidePlugin {
  readonly files: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>) {
    this.files = files;
  }

  apply(compiler: webpack.Compiler): void {
    compiler.hooks.thisCompilation.tap("beside", (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: "beside", stage }, () => {
        for (const [name, file] of Object.entries(this.files))
          compilation.emitAsset(name, new webpack.sources.RawSource(readFileSync(join(root, file))));
      });
    });
  }
}

const cacheNamed = (name: string): webpack.FileCacheOptions => ({
  type: "filesystem",
  name,
  cacheDirectory: join(root, "node_modules/.cache/webpack"),
});

const common: webpack.Configuration = {
  mode: "production",
  context: root,
  devtool: false,
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  performance: { hints: false },
  stats: "errors-warnings",
};

function configuration(folder: Folder): webpack.Configuration {
  return {
    ...common,
    name: folder.name,
    target: ["web", "es2022"],
    entry: Object.fromEntries(folder.pages.map(({ chunk, entry }) => [chunk, join(root, entry)])),
    output: {
      path: outputOf(folder.name),
      filename: "[name].[contenthash:12].js",
      chunkFilename: "[name].[contenthash:12].js",
      clean: true,
      ...(folder.trustedTypes === null
        ? {}
        : { trustedTypes: { policyName: folder.trustedTypes, onPolicyCreationFailure: "stop" as const } }),
    },
    module: {
      rules: [typescript("es2022"), { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] }],
    },
    plugins: [
      new webpack.DefinePlugin({ ZEGEL_BUILD: `JSON.parse(atob("${buildPlaceholder}"))` }),
      new MiniCssExtractPlugin({ filename: "[name].[contenthash:12].css" }),
      ...folder.pages.map(
        ({ chunk, template }) =>
          new HtmlPlugin({
            template: join(root, template),
            filename: chunk === "main" ? "index.html" : `${chunk}.html`,
            chunks: [chunk],
            scriptLoading: "defer",
            inject: folder.placesTags ? false : "head",
            minify: false,
          }),
      ),
      ...(folder.beside === undefined ? [] : [new BesidePlugin(folder.beside)]),
    ],
    cache: cacheNamed(folder.name),
  };
}

/**
 * What classic Outlook on Windows loads for its spam button: one file under a name that the manifest gives, for a
 * runtime without document, storage, workers or chunks. Built after the pane, whose build empties the folder.
 */
const spamReport: webpack.Configuration = {
  ...common,
  name: "taskpane",
  target: ["es5"],
  entry: { "spam-report": join(root, "src/taskpane/commands/spam-report-classic.ts") },
  output: {
    path: outputOf("taskpane"),
    filename: "[name].js",
    clean: false,
    chunkFormat: false,
    chunkLoading: false,
  },
  module: { rules: [typescript("es5")] },
  cache: cacheNamed("spam-report"),
};

/** Under one name beside index.html, so that it answers for the whole page. Built after it, which empties the folder. */
const serviceWorker: webpack.Configuration = {
  ...common,
  name: "report",
  target: ["webworker", "es2022"],
  entry: { "service-worker": join(root, "src/report/service.worker.ts") },
  output: { path: outputOf("report"), filename: "[name].js", clean: false, chunkLoading: false },
  module: { rules: [typescript("es2022")] },
  plugins: [new webpack.DefinePlugin({ ZEGEL_FILES: `JSON.parse(atob("${filesPlaceholder}"))` })],
  cache: cacheNamed("service-worker"),
};

export default [...folders.map(configuration), spamReport, serviceWorker];
