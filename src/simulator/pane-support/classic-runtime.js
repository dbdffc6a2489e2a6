/**
 * Stands for the JavaScript engine in which classic Outlook on Windows runs event-based add-ins: one script, no page,
 * no storage, no Web Crypto. What it gives of office.js is the little that such a script may ask of the open mail.
 * Development only. Plain script: run as a worker by the mailbox page, which answers its calls.
 */
(function playClassicRuntime(scope) {
  const associated = new Map();
  const waiting = new Map();
  let calls = 0;

  // A worker has none of document, window and localStorage; these it has, and classic Outlook has not.
  const absent = ["indexedDB", "crypto", "caches", "Worker", "WebSocket", "CompressionStream", "navigator"];
  for (const name of [...absent, "XMLHttpRequest", "BroadcastChannel", "location", "WebAssembly"]) {
    Object.defineProperty(scope, name, { value: undefined, configurable: true });
  }
  const post = scope.postMessage.bind(scope);
  const load = scope.importScripts.bind(scope);
  scope.importScripts = undefined;

  const ask =
    (dispatchId, parameters = () => ({})) =>
    (...args) => {
      const callback = args.findLast((one) => typeof one === "function");
      const asyncContext = args.find((one) => typeof one === "object" && one !== null)?.asyncContext;
      const call = ++calls;
      waiting.set(call, (reply) => callback?.(resultOf(reply, asyncContext)));
      post({ kind: "call", call, dispatchId, parameters: parameters(...args) });
    };

  function resultOf(reply, asyncContext) {
    return reply.error
      ? { status: "failed", value: undefined, error: { code: reply.errorCode, name: "Error" }, asyncContext }
      : { status: "succeeded", value: reply.data, error: undefined, asyncContext };
  }

  function defineOffice({ initialData, requirementSet, locale }) {
    const [major, minor] = requirementSet.split(".").map(Number);
    scope.Office = {
      AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
      CoercionType: { Text: "text", Html: "html" },
      MailboxEnums: {
        ItemNotificationMessageType: {
          InformationalMessage: "informationalMessage",
          ProgressIndicator: "progressIndicator",
          ErrorMessage: "errorMessage",
        },
        MoveSpamItemTo: {
          CustomFolder: "customFolder",
          DeletedItemsFolder: "deletedItemsFolder",
          JunkFolder: "junkFolder",
          NoMove: "noMove",
        },
      },
      actions: { associate: (name, run) => associated.set(name, run) },
      onReady: (callback) => {
        const info = { host: "Outlook", platform: "PC" };
        callback?.(info);
        return Promise.resolve(info);
      },
      context: {
        displayLanguage: locale,
        requirements: {
          isSetSupported: (name, version) => {
            const [wantedMajor, wantedMinor = 0] = String(version).split(".").map(Number);
            return name === "Mailbox" && major === wantedMajor && minor >= wantedMinor;
          },
        },
        mailbox: {
          userProfile: {
            displayName: initialData.userDisplayName,
            emailAddress: initialData.userEmailAddress,
          },
          diagnostics: { hostName: "Outlook", hostVersion: "16.0.18324.20194" },
          item: {
            itemType: "message",
            itemId: initialData.id,
            subject: initialData.subject,
            internetMessageId: initialData.internetMessageId,
            getAsFileAsync: ask(204),
            getAllInternetHeadersAsync: ask(168),
            notificationMessages: {
              addAsync: ask(33, (key, details) => ({ key, ...numbered(details) })),
              replaceAsync: ask(35, (key, details) => ({ key, ...numbered(details) })),
              removeAsync: ask(36, (key) => ({ key })),
            },
          },
        },
      },
    };
  }

  /** Kinds of notification travel as numbers. */
  function numbered(details) {
    const kinds = ["informationalMessage", "progressIndicator", "errorMessage"];
    return { ...details, type: kinds.indexOf(details.type) };
  }

  function run({ functionName, event }) {
    const handler = associated.get(functionName);
    if (handler === undefined) return post({ kind: "completed", status: 11_003, context: null });
    handler({ ...event, completed: (context = null) => post({ kind: "completed", status: 0, context }) });
  }

  scope.addEventListener("message", ({ data }) => {
    if (data.kind === "start") {
      defineOffice(data);
      load(data.script);
      run(data);
      return;
    }
    waiting.get(data.call)?.(data.reply);
    waiting.delete(data.call);
  });
})(self);
