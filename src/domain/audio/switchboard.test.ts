import { describe, expect, test } from 'vitest';
import type { LineToVoice, RecordedFrame } from './audio-message.ts';
import { createSwitchboard, GATE_RAMP_SAMPLES } from './switchboard.ts';

const pcm = (length: number, value: number) => new Int16Array(length).fill(value);
const CALLER = 1000 / 32768;
const HUMAN = 2000 / 32768;

function openLine() {
  const told: LineToVoice[] = [];
  const recorded: RecordedFrame[] = [];
  const board = createSwitchboard({ onLineToVoice: (m) => told.push(m), onRecorded: (f) => recorded.push(f) });
  const run = (count: number, block = 128) => {
    const out = new Float32Array(count);
    for (let from = 0; from < count; from += block) {
      const length = Math.min(block, count - from);
      const piece = new Float32Array(length);
      board.process(new Float32Array(length).fill(CALLER), new Float32Array(length).fill(HUMAN), piece);
      out.set(piece, from);
    }
    return [...out].map((x) => Math.round(x * 32768));
  };
  const of = <Type extends LineToVoice['type']>(type: Type) =>
    told.filter((m): m is Extract<LineToVoice, { type: Type }> => m.type === type);
  return { board, told, recorded, run, of };
}

test('the caller is heard in whole frames that count up, whatever the block length', () => {
  const { run, of } = openLine();
  run(3 * 320 + 100, 77);
  run(220, 128);
  const heard = of('heard');
  expect(heard.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  expect(heard.every(({ pcm }) => pcm.length === 320 && pcm.every((x) => x === 1000))).toBe(true);
});

test('a speech is reported every 20 ms and when it has gone out, to the sample', () => {
  const { board, run, told } = openLine();
  run(100);
  board.receive({ type: 'say', speechId: 'a', pcm: pcm(500, 7) });
  board.receive({ type: 'end', speechId: 'a' });
  run(860);
  expect(told.filter(({ type }) => type !== 'heard')).toEqual([
    { type: 'played', speechId: 'a', samples: 220, atSample: 320 },
    { type: 'finished', speechId: 'a', samples: 500, atSample: 600 },
  ]);
});

describe('when the human takes over', () => {
  test('the agent is silent and the microphone open within 5 ms, and what waited is gone', () => {
    const { board, run, of } = openLine();
    board.receive({ type: 'say', speechId: 'a', pcm: pcm(6000, 9000) });
    run(330);
    board.setHandler('human');
    const after = run(1000);
    expect(after.slice(GATE_RAMP_SAMPLES).every((x) => x === 2000)).toBe(true);
    expect(of('handler')).toEqual([{ type: 'handler', handler: 'human', atSample: 330 }]);
    expect(of('hushed')).toEqual([{ type: 'hushed', speechId: 'a', samples: 410, atSample: 410 }]);
  });

  test('late words of the agent are refused for good, and it is told so once', () => {
    const { board, run, of } = openLine();
    board.setHandler('human');
    board.receive({ type: 'say', speechId: 'late', pcm: pcm(100, 9000) });
    board.receive({ type: 'say', speechId: 'late', pcm: pcm(100, 9000) });
    board.setHandler('agent');
    board.receive({ type: 'say', speechId: 'late', pcm: pcm(100, 9000) });
    expect(
      run(400)
        .slice(GATE_RAMP_SAMPLES)
        .every((x) => x === 0),
    ).toBe(true);
    expect(of('hushed')).toEqual([{ type: 'hushed', speechId: 'late', samples: 0, atSample: 0 }]);
  });

  test('what the human says is handed on, on the clock of the line, and no longer once the agent is back', () => {
    const { board, run, of } = openLine();
    run(640);
    board.setHandler('human');
    run(320);
    board.setHandler('agent');
    run(960);
    expect(of('spoken').map(({ seq }) => seq)).toEqual([2, 3]);
    expect(of('spoken')[0]!.pcm.at(-1)).toBe(2000);
  });

  test('the agent comes back at full loudness after it was ducked', () => {
    const { board, run } = openLine();
    board.receive({ type: 'gain', gain: 0.1 });
    run(320);
    board.setHandler('human');
    run(320);
    board.setHandler('agent');
    run(320);
    board.receive({ type: 'say', speechId: 'b', pcm: pcm(100, 9000) });
    expect(run(10)).toEqual(Array.from({ length: 10 }, () => 9000));
  });
});

describe('a muted microphone', () => {
  const muted = () => {
    const line = openLine();
    line.board.setHandler('human');
    line.run(320);
    line.board.mute(true);
    return line;
  };

  test('is silent to the caller and to the recording within 5 ms, and its level goes on being measured', () => {
    const { board, run, recorded, of } = muted();
    board.levels();
    expect(
      run(640)
        .slice(GATE_RAMP_SAMPLES)
        .every((x) => x === 0),
    ).toBe(true);
    expect(recorded.at(-1)!.us.every((x) => x === 0)).toBe(true);
    expect(
      of('spoken')
        .at(-1)!
        .pcm.every((x) => x === 0),
    ).toBe(true);
    expect(Math.round(board.levels().microphoneDb)).toBe(-24);
    board.mute(false);
    expect(
      run(320)
        .slice(GATE_RAMP_SAMPLES)
        .every((x) => x === 2000),
    ).toBe(true);
  });

  test('lets nothing slip out while the agent gets the call back, and is open at the next take-over', () => {
    const { board, run } = muted();
    run(320);
    board.setHandler('agent');
    expect(run(320).every((x) => x === 0)).toBe(true);
    board.setHandler('human');
    expect(
      run(320)
        .slice(GATE_RAMP_SAMPLES)
        .every((x) => x === 2000),
    ).toBe(true);
  });

  test('is not what an agent who has the call could be', () => {
    const { board, run } = openLine();
    board.mute(true);
    board.setHandler('human');
    expect(
      run(320)
        .slice(GATE_RAMP_SAMPLES)
        .every((x) => x === 2000),
    ).toBe(true);
  });
});

describe('the bridging sentence', () => {
  test('replaces what the agent was saying, is not reported, and is loud though the agent was ducked', () => {
    const { board, run, told } = openLine();
    board.receive({ type: 'say', speechId: 'a', pcm: pcm(6000, 9000) });
    board.receive({ type: 'gain', gain: 0 });
    run(320);
    board.playClip(pcm(600, 5000));
    const after = run(960);
    expect(after.slice(200, 600).every((x) => x === 5000)).toBe(true);
    expect(after.slice(680).every((x) => x === 0)).toBe(true);
    expect(told.filter((m) => 'speechId' in m).map((m) => `${m.type} ${m.speechId}`)).toEqual(['played a', 'hushed a']);
  });

  test('plays on while a new voice process takes the place of the old', () => {
    const { board, run } = openLine();
    board.playClip(pcm(600, 5000));
    run(320);
    board.forgetVoice();
    expect(run(280).every((x) => x === 5000)).toBe(true);
  });

  test('is not played over the human', () => {
    const { board, run } = openLine();
    board.setHandler('human');
    run(320);
    board.playClip(pcm(600, 5000));
    expect(run(320).every((x) => x === 2000)).toBe(true);
  });
});

test('the recording holds what really went in and out', () => {
  const { board, run, recorded } = openLine();
  board.receive({ type: 'say', speechId: 'a', pcm: pcm(700, 9000) });
  const out = [...run(500), ...run(460)];
  expect(recorded.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(recorded.flatMap(({ us }) => [...us])).toEqual(out);
  expect(recorded.every(({ caller }) => caller.every((x) => x === 1000))).toBe(true);
});

test('levels are of what passed since they were last asked', () => {
  const { board, run } = openLine();
  run(1600);
  const { callerDb, usDb, microphoneDb } = board.levels();
  expect([callerDb, usDb, microphoneDb].map((db) => Math.round(db))).toEqual([-30, -100, -24]);
  expect(board.levels().callerDb).toBe(-100);
});
