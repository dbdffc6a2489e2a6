/**
 * The few names of MicrosoftAjax.js (3.5) that office.js needs, so that it never asks ajax.aspnetcdn.com.
 * Argument checking is left out: it only decided which exception office.js throws at its own mistakes.
 * Development only. Plain script: served as it is, before office.js.
 */
(function defineMicrosoftAjaxNames(ignore) {
  const names = ["argument", "argumentNull", "argumentOutOfRange", "argumentType", "argumentUndefined"];
  for (const name of [...names, "create", "format", "invalidOperation", "notImplemented", "parameterCount"]) {
    Error[name] = (message) => Object.assign(new Error(`${name}: ${message ?? ""}`), { name });
  }

  String.format = (format, ...values) =>
    format.replace(/\{(\d+)\}/g, (_, index) => String(values[index] ?? ""));

  window.Type = Function;
  Type.registerNamespace = (path) => {
    let parent = window;
    for (const name of path.split(".")) {
      parent[name] ??= {};
      parent = parent[name];
    }
  };
  Type.registerClass = ignore;
  Type.prototype.registerClass = ignore;
  Function._validateParams = () => null;
  Function._validateParameter = () => null;
  Function.createDelegate =
    (self, method) =>
    (...args) =>
      method.apply(self, args);

  const JavaScriptSerializer = {
    serialize: (value) => JSON.stringify(value),
    deserialize: (text) => JSON.parse(text),
  };
  window.Sys = {
    StringBuilder: ignore,
    Debug: { trace: ignore },
    Browser: { agent: "", InternetExplorer: "InternetExplorer" },
    Serialization: { JavaScriptSerializer },
  };
})(function ignore() {});
