import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Player, type Clock } from "../../cbf_widgets/widgets/lab/player";

/** A clock that stands until it is told to go on. */
function clock() {
  let waiting: ((now: number) => void) | null = null;
  let now = 0;
  const frames: Clock = { frame: (then) => { waiting = then; return () => { waiting = null; }; } };
  const go = (ms: number, count = 1) => { for (let i = 0; i < count; i += 1) { const then = waiting; waiting = null; now += ms; then?.(now); } };
  return { frames, go, idle: () => waiting === null };
}

function started(length = 10, still = false) {
  const { frames, go, idle } = clock();
  const player = new Player(length, frames, still);
  const heard: number[] = [];
  let turns = 0;
  player.onFrame((time) => heard.push(time));
  player.onTurn(() => { turns += 1; });
  return { player, go, idle, heard, turns: () => turns };
}

describe("playing", () => {
  it("goes on with the clock, so many contacts in a second", () => {
    const { player, go } = started();
    player.speed = 2;
    player.play();
    go(16);
    go(100, 5);
    expect(player.time).toBeCloseTo(1);
    expect(player.contact).toBe(1);
  });

  it("tells every frame, and a turn only for a new contact, the beginning and the end", () => {
    const { player, go, heard, turns } = started(2);
    player.speed = 1;
    player.play();
    go(0);
    go(100, 21);
    expect(heard.length).toBeGreaterThan(20);
    expect(turns()).toBe(3);
  });

  it("stops at the end, and begins anew from there", () => {
    const { player, go, idle } = started(1);
    player.speed = 10;
    player.play();
    go(50, 5);
    expect([player.playing, player.time, idle()]).toEqual([false, 1, true]);
    player.play();
    expect([player.playing, player.time]).toEqual([true, 0]);
  });

  it("doesn't leap when the tab was hidden", () => {
    const { player, go } = started(100);
    player.speed = 1;
    player.play();
    go(0);
    go(60_000);
    expect(player.time).toBe(0.25);
  });

  it("pauses on a whole contact, and no frame follows", () => {
    const { player, go, idle } = started();
    player.speed = 1;
    player.play();
    go(0);
    go(200, 7);
    player.pause();
    expect([player.time, player.playing, idle()]).toEqual([1, false, true]);
  });

  it("goes from contact to contact for those who ask for no motion", () => {
    const { player, go, heard } = started(5, true);
    player.speed = 1;
    player.play();
    go(0);
    go(100, 30);
    expect(heard.every(Number.isInteger)).toBe(true);
    expect(player.contact).toBe(3);
  });
});

describe("going to a contact", () => {
  it("ends playing and stays within the run", () => {
    const { player, go } = started();
    player.play();
    go(16, 3);
    player.seek(99);
    expect([player.playing, player.contact]).toEqual([false, 10]);
    player.seek(-3);
    expect(player.contact).toBe(0);
  });

  it("a shorter run takes the time along, a longer one leaves it", () => {
    const { player } = started(10);
    player.seek(8);
    player.fit(20);
    expect(player.contact).toBe(8);
    player.fit(5);
    expect(player.contact).toBe(5);
  });
});

it("whatever one does, time stays within the run and a still player hears no frame", () => {
  const deed = fc.constantFrom("play", "pause", "go", "seek", "fit", "end");
  fc.assert(fc.property(fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 400 })), { maxLength: 30 }), (deeds) => {
    const { player, go, heard } = started(12);
    for (const [what, n] of deeds) {
      if (what === "play") player.play();
      else if (what === "pause") player.pause();
      else if (what === "go") { const before = heard.length; const playing = player.playing; go(n); if (!playing) expect(heard.length).toBe(before); }
      else if (what === "seek") player.seek(n - 50);
      else if (what === "fit") player.fit(n % 20);
      else player.end();
      expect(player.time).toBeGreaterThanOrEqual(0);
      expect(player.time).toBeLessThanOrEqual(player.length);
    }
  }));
});
