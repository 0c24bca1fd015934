import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { silentLog } from '../../../../base/log.ts';
import { createFakeClock, type FakeClock } from '../../../../base/testing/fake-clock.ts';
import { KeysProvider } from '../../ui/keys.tsx';
import { BridgeProvider } from '../bridge-context.tsx';
import { createBridge } from '../bridge.ts';
import { HandoverProvider } from '../handover.tsx';
import { OllamaPullProvider } from '../ollama-pull.tsx';
import { createFakeMain, type FakeMain, type FakeState } from './fake-main.ts';

export type Shown = {
  main: FakeMain;
  clock: FakeClock;
  settle: () => Promise<void>;
  pass: (ms: number) => Promise<void>;
  unmount: () => void;
};

/** Draws part of the screen over a fake main and waits until it has what it asked for. */
export async function show(
  content: ReactNode,
  given: Partial<FakeState> = {},
  main: FakeMain = createFakeMain(given),
): Promise<Shown> {
  const clock = createFakeClock();
  const bridge = createBridge({ pipe: main.pipe, clock, log: silentLog });
  const { unmount } = render(
    <BridgeProvider bridge={bridge}>
      <KeysProvider letters>
        <HandoverProvider>
          <OllamaPullProvider>{content}</OllamaPullProvider>
        </HandoverProvider>
      </KeysProvider>
    </BridgeProvider>,
  );
  const pass = (ms: number) =>
    act(async () => {
      await clock.advance(ms);
    });
  const settle = async () => {
    for (let round = 0; round < 4; round++) await pass(0);
  };
  await settle();
  return {
    main,
    clock,
    settle,
    pass,
    unmount: () => {
      unmount();
      bridge.close();
    },
  };
}
