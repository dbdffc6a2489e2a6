/** Which scripts office.js may load: its own parts and nothing else. */
import { isOfficeScript } from "../../src/taskpane/trusted-types.ts";

const OFFICE = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
const FOLDER = "https://appsforoffice.microsoft.com/lib/1/hosted/";

test.each([
  OFFICE,
  `${FOLDER}outlook-web-16.00.js`,
  `${FOLDER}outlook-win32-16.01.js`,
  `${FOLDER}nl-nl/outlook_strings.js`,
  `${FOLDER}en-us/office_strings.js`,
  "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js",
])("%s is one of them", (url) => {
  expect(isOfficeScript(url, OFFICE)).toBe(true);
});

test.each([
  "",
  "nl-nl/office_strings.js",
  "javascript:alert(1)",
  "data:text/javascript,alert(1)",
  "blob:https://appsforoffice.microsoft.com/1",
  "http://appsforoffice.microsoft.com/lib/1/hosted/office.js",
  "https://appsforoffice.microsoft.com.evil.example/lib/1/hosted/office.js",
  "https://evil.example/lib/1/hosted/outlook-web-16.00.js",
  "//evil.example/outlook-web-16.00.js",
  `${FOLDER}../evil.js`,
  `${FOLDER}evil.js`,
  `${FOLDER}nl-nl/evil.js`,
  `${FOLDER}outlook-web-16.00.js?callback=alert`,
  `${FOLDER}outlook-web-16.00.js#`,
  `${OFFICE}?x`,
  "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js?x",
  "https://ajax.aspnetcdn.com/ajax/4.0/MicrosoftAjax.js",
])("%s is not", (url) => {
  expect(isOfficeScript(url, OFFICE)).toBe(false);
});
