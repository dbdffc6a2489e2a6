/** The member `sealer` of a door's configuration, as an administrator writes it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { openSealerFromConfig, resolveSealer, sealerSchema } from "../../src/sealer/config.ts";
import { makeWorld, reportOf } from "./world.ts";
import { temporaryFolder } from "../intake/fixture.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const addIn = { version: "1", build: "test" };
const written = {
  organisation: "acme",
  intakeUrl: "https://intake.example/",
  directoryRoot: `SHA256:${"A".repeat(43)}`,
  dataDir: "door",
};
const config = (changes: object = {}) => v.parse(sealerSchema, { ...written, ...changes });
const surroundings = { folder: folder.path, addIn, env: { ZEGEL_ENROLMENT: " code-1 \n" } };

test("paths are relative to the file's folder; the code is from the environment", async () => {
  const options = await resolveSealer(config(), surroundings);
  expect(options).toEqual({
    organisation: "acme",
    intakeUrl: "https://intake.example",
    directoryRoot: written.directoryRoot,
    enrolmentCode: "code-1",
    dataDir: join(folder.path, "door"),
    allowDemo: false,
    addIn,
  });
});

test("a file that is named comes before the environment", async () => {
  writeFileSync(join(folder.path, "code"), "code-2\n");
  const options = await resolveSealer(config({ enrolmentCodeFile: "code" }), surroundings);
  expect(options.enrolmentCode).toBe("code-2");
  expect(options).not.toHaveProperty("enrolmentCodeFile");
});

describe("refused, without a word of the secret", () => {
  test.each([
    ["no such file", { enrolmentCodeFile: "none" }, {}, "sealer.enrolmentCodeFile cannot be read"],
    ["a folder", { enrolmentCodeFile: "." }, {}, "sealer.enrolmentCodeFile cannot be read"],
    ["two lines", { enrolmentCodeFile: "two" }, {}, "the file of sealer.enrolmentCodeFile holds no"],
    ["nothing in it", { enrolmentCodeFile: "empty" }, {}, "the file of sealer.enrolmentCodeFile holds no"],
    ["no code anywhere", {}, {}, "neither sealer.enrolmentCodeFile nor ZEGEL_ENROLMENT"],
    [
      "a code with a line break",
      {},
      { ZEGEL_ENROLMENT: "SECRET-1\r\nSECRET: 2" },
      "ZEGEL_ENROLMENT holds no",
    ],
  ])("%s", async (_, changes, env, words) => {
    writeFileSync(join(folder.path, "two"), "SECRET-1\nSECRET-2\n");
    writeFileSync(join(folder.path, "empty"), "\n");
    const refused = resolveSealer(config(changes), { ...surroundings, env });
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.not.toThrow(/SECRET|\/tmp/);
  });

  test.each([
    ["organisation", { organisation: "../other" }],
    ["intakeUrl", { intakeUrl: "http://intake.example" }],
    ["intakeUrl", { intakeUrl: "https://user:SECRET@intake.example" }],
    ["intakeUrl", { intakeUrl: "https://intake.example?code=SECRET" }],
    ["directoryRoot", { directoryRoot: "SHA256:short" }],
    ["dataDir", { dataDir: "" }],
    ["enrolmentCode", { enrolmentCode: "SECRET" }],
    ["allowDemo", { allowDemo: "yes" }],
  ])("%s: %j", (member, changes) => {
    const parsed = v.safeParse(sealerSchema, { ...written, ...changes }, { abortEarly: true });
    expect(parsed.success).toBe(false);
    expect(v.getDotPath(parsed.issues?.[0] as v.BaseIssue<unknown>)).toBe(member);
  });

  test.each(["http://127.0.0.1:4711", "http://localhost:4711/", "https://intake.example/zegel"])(
    "%s is taken",
    (intakeUrl) => {
      expect(v.is(sealerSchema, { ...written, intakeUrl })).toBe(true);
    },
  );
});

test("a sealer opened from it seals and sends", async () => {
  const world = await makeWorld();
  const { organisation, intakeUrl, directoryRoot, enrolmentCode } = world.options;
  mkdirSync(join(world.folder, "etc"));
  writeFileSync(join(world.folder, "etc/code"), enrolmentCode);
  const sealer = await openSealerFromConfig(
    v.parse(sealerSchema, {
      ...{ organisation, intakeUrl, directoryRoot },
      dataDir: "../from-config",
      enrolmentCodeFile: "code",
    }),
    { folder: join(world.folder, "etc"), addIn },
  );
  const { packageDigest } = await sealer.seal(reportOf("k"));
  expect((await sealer.send(packageDigest)).kind).toBe("sent");
  await sealer.close();
  await world.end();
});
