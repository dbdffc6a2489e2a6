/**
 * Adds what npm's office.js of 2022 lacks and Outlook on the web of today has, over office.js's own channel:
 * getAsFileAsync (1.14), getSelectedItemsAsync (1.13), loadItemByIdAsync and unloadAsync (1.15), officeTheme (1.14),
 * and the bridge of nested app authentication, by messages of its own.
 * Each is there only where the host offers its requirement set, as in Outlook.
 * Development only. Plain script: served as it is, after office.js.
 */
(function addNewerMailboxApis() {
  const GET_AS_FILE = 204;
  const GET_SELECTED_ITEMS = 196;
  const LOAD_ITEM_BY_ID = 211;
  const UNLOAD_ITEM = 212;
  const CHANNEL_FAILED = 9002;
  const NESTED_APP_AUTH = "zegel-simulator-nested-app-auth";

  // Registered before the pane's own callbacks: office.js calls them in this order.
  Office.onReady(() => {
    const { mailbox } = Office.context;
    if (mailbox === undefined) return;
    if (supported("1.14")) defineTheme(mailbox);
    if (supported("1.13"))
      mailbox.getSelectedItemsAsync = (...args) => invoke(GET_SELECTED_ITEMS, null, args);
    if (supported("1.15")) mailbox.loadItemByIdAsync = loadItemById;
    extendEveryItem(mailbox);
    const claimedOnly = mailbox.initialData?.missingMethods?.includes("nestedAppAuthBridge");
    if (Office.context.requirements.isSetSupported("NestedAppAuth", "1.1") && !claimedOnly) defineBridge();
  });

  function supported(version) {
    return Office.context.requirements.isSetSupported("Mailbox", version);
  }

  /** office.js makes a new item object whenever the selection changes, so every assignment is seen to. */
  function extendEveryItem(mailbox) {
    let current = extend(mailbox.item);
    Object.defineProperty(mailbox, "item", {
      enumerable: true,
      get: () => current,
      set: (item) => {
        current = extend(item);
      },
    });
  }

  /** @returns Null, not undefined, where the host has no item: so today's office.js and its documentation. */
  function extend(item) {
    if (!item) return null;
    const missing = Office.context.mailbox.initialData?.missingMethods ?? [];
    const offered = supported("1.14") && !missing.includes("getAsFileAsync");
    // A mail being written has a setter here, and no source yet.
    if (offered && item.itemType === "message" && typeof item.subject === "string") {
      item.getAsFileAsync = (...args) => invoke(GET_AS_FILE, null, args);
    }
    return item;
  }

  function loadItemById(id, ...args) {
    invoke(LOAD_ITEM_BY_ID, { itemId: id }, args, (data) => {
      const loaded = loadedItem(JSON.parse(data));
      loaded.unloadAsync = (...rest) => invoke(UNLOAD_ITEM, null, rest);
      return loaded;
    });
  }

  /** While an item is loaded the host answers for it, so the open item's methods serve, with the loaded one's data. */
  function loadedItem(data) {
    const { mailbox } = Office.context;
    const base = mailbox.item ?? {};
    return Object.create(base, {
      ...plain({
        itemType: "message",
        itemId: data.id,
        conversationId: data.conversationId,
        internetMessageId: data.internetMessageId,
        itemClass: data.itemClass,
        subject: data.subject,
        normalizedSubject: data.normalizedSubject,
        from: person(data.from),
        sender: person(data.sender),
        dateTimeCreated: new Date(data.dateTimeCreated),
        attachments: data.attachments.map((one) => ({ ...one, attachmentType: "file" })),
        getAsFileAsync: (...args) => invoke(GET_AS_FILE, null, args),
        getAllInternetHeadersAsync: (...args) => invoke(168, null, args),
        getAttachmentContentAsync: (id, ...args) => invoke(150, { id }, args),
        body: {
          getAsync: (type, ...args) => invoke(37, { coercionType: type === "html" ? 3 : 0 }, args),
        },
      }),
    });
  }

  function person(from) {
    return from && { displayName: from.name, emailAddress: from.address };
  }

  function plain(values) {
    const descriptors = {};
    for (const [name, value] of Object.entries(values))
      descriptors[name] = { value, enumerable: true, writable: true };
    return descriptors;
  }

  function invoke(dispatchId, parameters, args, convert = (data) => data) {
    const callback = args.findLast((one) => typeof one === "function");
    const asyncContext = args.find((one) => typeof one === "object" && one !== null)?.asyncContext;
    const request = {
      ApiParams: parameters,
      MethodData: { ControlId: OSF._OfficeAppFactory.getId(), DispatchId: dispatchId },
    };
    OSF._OfficeAppFactory
      .getClientEndPoint()
      .invoke(
        "ExecuteMethod",
        (resultCode, response) => callback?.(resultOf(resultCode, response, asyncContext, convert)),
        request,
      );
  }

  function resultOf(resultCode, response, asyncContext, convert) {
    const code = resultCode !== 0 || !response ? CHANNEL_FAILED : response.error ? response.errorCode : 0;
    return code === 0
      ? { status: "succeeded", value: convert(response.data), error: undefined, asyncContext }
      : {
          status: "failed",
          value: undefined,
          error: { code, name: "Error", message: `host error ${code}` },
          asyncContext,
        };
  }

  /** What msal-browser looks for: it posts JSON, and listens for "message". The host page answers, and only it. */
  function defineBridge() {
    const listeners = new Set();
    const hostOrigin = new URL(OSF._OfficeAppFactory.getClientEndPoint()._targetUrl).origin;
    window.addEventListener("message", ({ source, origin, data }) => {
      if (source !== window.parent || origin !== hostOrigin) return;
      if (typeof data !== "object" || data === null || data.kind !== NESTED_APP_AUTH) return;
      for (const listener of listeners) listener({ data: data.message });
    });
    window.nestedAppAuthBridge = {
      addEventListener: (name, listener) => {
        if (name === "message") listeners.add(listener);
      },
      removeEventListener: (_name, listener) => listeners.delete(listener),
      postMessage: (message) => window.parent.postMessage({ kind: NESTED_APP_AUTH, message }, hostOrigin),
    };
  }

  /** The host sends its colours with the initial data, later ones by the event office.js knows. */
  function defineTheme(mailbox) {
    let theme = mailbox.initialData?.officeTheme ?? undefined;
    Object.defineProperty(Office.context, "officeTheme", { enumerable: true, get: () => theme });
    mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (args) => {
      theme = args.officeTheme;
    });
  }
})();
