// Runs before anything else and on any Node: an older one cannot even read the rest. package.json pins Node 24 through
// platform packages for Linux (x64, arm64) and Windows; elsewhere the installed one is used.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  process.stderr.write(
    `Zegel needs Node 24.7 or newer, this is ${process.versions.node}.\n` +
      "Install it from https://nodejs.org/ or with your package manager, for example: brew install node@24\n",
  );
  process.exit(1);
}
