/**
 * Adds the event SelectedItemsChanged (1.13) and the options of a spam report (1.14) to npm's office.js of 2022.
 * Development only. Plain script: served after office.js's own part for Outlook, before that part has begun.
 */
(function addNewerEvents() {
  /** Its name on the wire, as today's office.js has it. */
  const SELECTED_ITEMS_CHANGED = "olkSelectedItemsChanged";
  Microsoft.Office.WebExtension.EventType.SelectedItemsChanged = SELECTED_ITEMS_CHANGED;

  /** office.js knows its events by a list that can not be added to: the mailbox's two methods look here first. */
  const addEventSupport = OSF.DDA.DispIdHost.addEventSupport;
  OSF.DDA.DispIdHost.addEventSupport = (target, dispatch, isPopup) => {
    if (target.displayName !== "mailbox") return addEventSupport(target, dispatch, isPopup);
    const known = Object.create(target);
    addEventSupport(known, dispatch, isPopup);
    const listeners = new Set();
    target.addHandlerAsync = (type, handler, ...rest) => {
      if (type !== SELECTED_ITEMS_CHANGED) return known.addHandlerAsync(type, handler, ...rest);
      listeners.add(handler);
      const fire = () => {
        for (const listener of listeners) listener({ type: SELECTED_ITEMS_CHANGED });
      };
      const endPoint = OSF._OfficeAppFactory.getClientEndPoint();
      endPoint.registerForEvent(SELECTED_ITEMS_CHANGED, fire, () => succeed(rest), {});
    };
    target.removeHandlerAsync = (type, ...rest) => {
      if (type !== SELECTED_ITEMS_CHANGED) return known.removeHandlerAsync(type, ...rest);
      listeners.clear();
      const endPoint = OSF._OfficeAppFactory.getClientEndPoint();
      endPoint.unregisterForEvent(SELECTED_ITEMS_CHANGED, () => succeed(rest), {});
    };
  };

  function succeed(args) {
    const callback = args.findLast((one) => typeof one === "function");
    const asyncContext = args.find((one) => typeof one === "object" && one !== null)?.asyncContext;
    callback?.({ status: "succeeded", value: undefined, error: undefined, asyncContext });
  }

  /** Of 2022: it makes an object of every array in the event, and the options of a spam report are one. */
  const commands = OfficeExt.AppCommand.AppCommandManager.prototype;
  const constructEvent = commands._constructEventObjectForCallback;
  commands._constructEventObjectForCallback = function (args) {
    const { options, ...rest } = JSON.parse(args.eventObjStr);
    const event = constructEvent.call(this, { ...args, eventObjStr: JSON.stringify(rest) });
    if (event !== null && options !== undefined) {
      Object.defineProperty(event, "options", { value: options, enumerable: true });
    }
    return event;
  };
})();
