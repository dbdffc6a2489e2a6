/** A room that comes late, or never: what the reporter did meanwhile is done then, or said not to be. */
import type { Room } from "../../src/conversation/session-room.ts";
import { type Device, makeDevice } from "../workflow/world.ts";
import { at, directoryThere, ITEM, startPane as startPaneOn, until, type Wish } from "./session-pane.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

/** A pane whose room opens when the test says so. */
function lateRoom(wish: Wish = {}) {
  let open: (made: boolean) => void = () => {};
  let asked = 0;
  const pane = startPaneOn(
    device,
    { code: null },
    {
      ...wish,
      open: (view, make) =>
        new Promise<Room>((resolve, reject) => {
          asked++;
          open = (made) => (made ? resolve(make(view)) : reject(new Error("ChunkLoadError")));
        }),
    },
  );
  return { pane, open: (made: boolean) => open(made), asked: () => asked };
}

test("the open mail is shown without it, and nothing of it is asked for by itself", async () => {
  const { pane, asked } = lateRoom();
  await pane.session.ready;
  expect(pane.session.view.get()).toMatchObject({ item: ITEM, directory: null });
  expect(pane.session.report.get()).toEqual({ step: "ready" });
  expect(asked()).toBe(0);
});

test("pressed before it is there: shown at once as begun, of the mail of the click, and done when it comes", async () => {
  const { pane, open } = lateRoom();
  await pane.session.ready;
  const seen: string[] = [];
  pane.session.report.subscribe(() => seen.push(pane.session.report.get().step));
  pane.send();
  expect(pane.session.report.get().step).toBe("acquiring");
  pane.shown.item = { ...ITEM, subject: "another" };
  pane.events.item();
  open(true);
  await at(pane, "done");
  expect(seen).not.toContain("ready");
});

test("stopped before it is there: nothing is sent, and another try is", async () => {
  const { pane, open } = lateRoom();
  await pane.session.ready;
  pane.send();
  pane.session.cancel();
  expect(pane.session.report.get()).toMatchObject({ step: "stopped", sealed: null, mayHaveArrived: false });
  open(true);
  await directoryThere(pane);
  expect(device.calls).toEqual([]);
  pane.send();
  await at(pane, "done");
});

test("it does not come: said, nothing is lost, and the next press fetches it again", async () => {
  const { pane, open, asked } = lateRoom();
  await pane.session.ready;
  pane.send();
  open(false);
  await at(pane, "failed");
  expect(pane.session.report.get()).toEqual({ step: "failed", code: "NETWORK_UNREACHABLE", kept: "mailbox" });
  pane.session.retryDirectory();
  open(false);
  await until(() => pane.session.view.get().directoryProblem === "NETWORK_UNREACHABLE");
  pane.session.reset();
  expect(pane.session.report.get()).toEqual({ step: "ready" });
  pane.send();
  open(true);
  await at(pane, "done");
  expect(asked()).toBe(3);
  expect(pane.session.view.get().directoryProblem).toBeNull();
});

test("what is asked for meanwhile is done in its order", async () => {
  const { pane, open } = lateRoom();
  await pane.session.ready;
  pane.session.enrol("sesame");
  pane.session.findSeries();
  pane.session.closeExpert();
  open(true);
  await directoryThere(pane);
  expect(pane.session.view.get()).toMatchObject({
    expert: { state: "closed" },
    series: { state: "unavailable" },
  });
});
