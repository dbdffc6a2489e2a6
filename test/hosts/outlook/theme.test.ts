import * as fc from "fast-check";
import { themeOf } from "../../../src/hosts/outlook/theme.ts";

test.each([
  ["Outlook on the web, light", "#ffffff", "#242424", "light"],
  ["Outlook on the web, dark", "#1f1f1f", "#ffffff", "dark"],
  ["without the hash sign", "292929", "ffffff", "dark"],
  ["Windows high contrast, black", "#000000", "#FFFF00", "high-contrast"],
  ["black without a text colour", "#000000", undefined, "dark"],
  ["mid-grey", "#808080", "#000000", "light"],
  ["Windows 11, Aquatic", "#202020", "#ffffff", "high-contrast"],
  ["Windows 11, Desert", "#fffaef", "#3d3d3d", "high-contrast"],
  ["Windows 11, Dusk", "#2d3236", "#ffffff", "high-contrast"],
  ["Windows 11, Night sky", "#000000", "#ffffff", "high-contrast"],
])("%s", (_name, bodyBackgroundColor, bodyForegroundColor, expected) => {
  const colours =
    bodyForegroundColor === undefined
      ? { bodyBackgroundColor }
      : { bodyBackgroundColor, bodyForegroundColor };
  expect(themeOf(colours)).toBe(expected);
});

test.each([undefined, null, {}, { bodyBackgroundColor: "white" }, { bodyBackgroundColor: "#fff" }])(
  "%p tells nothing",
  (colours) => {
    expect(themeOf(colours)).toBeNull();
  },
);

test("never throws, whatever a host says", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect([null, "light", "dark", "high-contrast"]).toContain(
        themeOf({ bodyBackgroundColor: value as string }),
      );
    }),
  );
});
