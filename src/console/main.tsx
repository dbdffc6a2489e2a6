/** Entry of the investigators' console: wires adapters to ports, nothing else. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import "../ui/ui.css";
import "../ui/analysis/analysis.css";
import "./console.css";
import { buildConstants, loadTranslator, TextProvider, ThemedRoot, type Translator } from "../ui/index.ts";
import { type ConsoleStore, createConsoleStore } from "./console-store.ts";
import { remoteKeyHolder } from "./key-channel.ts";
import { browserMemory } from "./memory.ts";
import type { ConsolePorts } from "./ports.ts";
import { connectServer } from "./server.ts";
import { startWorker } from "./start-worker.ts";
import { LANGUAGES, textLoaders } from "./texts.ts";
import { localNetworks } from "./local-networks.ts";
import { ConsoleApp } from "./views/app.tsx";
import { KeysContext } from "./views/key-look-up.tsx";
import { NetworksContext } from "./views/networks.tsx";

const build = buildConstants();

const ports: ConsolePorts = {
  build,
  connect: () => connectServer(build),
  startKeyHolder: () => remoteKeyHolder(startWorker()),
  memory: browserMemory(localStorage, `${build.organisation}/${build.directoryRoot}`),
  now: () => Date.now(),
  random32: () => crypto.getRandomValues(new Uint8Array(32)),
};

const networks = localNetworks(location);

function Root(props: { readonly store: ConsoleStore; readonly first: Translator }) {
  const [translator, setTranslator] = useState(props.first);
  const change = (language: string) => {
    void loadTranslator([language], textLoaders).then((next) => {
      document.documentElement.lang = next.language;
      setTranslator(next);
    });
  };
  return (
    <ThemedRoot theme="system">
      <TextProvider translator={translator}>
        <NetworksContext value={networks}>
          <KeysContext value={props.store.lookUpKeys}>
            <ConsoleApp store={props.store} build={build} languages={LANGUAGES} onLanguage={change} />
          </KeysContext>
        </NetworksContext>
      </TextProvider>
    </ThemedRoot>
  );
}

async function start(): Promise<void> {
  const element = document.getElementById("console");
  if (element === null) throw new TypeError("the page has no place for the console");
  const first = await loadTranslator(navigator.languages, textLoaders);
  document.documentElement.lang = first.language;
  createRoot(element).render(<Root store={createConsoleStore(ports)} first={first} />);
}

void start();
