import { useState } from 'react';
import { describeFailure, type Failure } from '../../../../domain/failure.ts';
import { parsePhoneNumber, writtenNumber } from '../../../../domain/lead/phone-number.ts';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { useWish } from '../../bridge/use-wish.ts';

export type TestCall = {
  written: string;
  write: (text: string) => void;
  call: () => Promise<void>;
  busy: boolean;
  /** Why what is written cannot be called. */
  trouble: string | null;
  failure: Failure | null;
};

/** Calls the person's own phone: the number is kept as one that may be called, and the call is on the Call screen. */
export function useTestCall(): TestCall {
  const { settings } = useSettings();
  const keep = useWish('settings.set');
  const start = useWish('call.start');
  const [draft, setDraft] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [first] = settings.ownPhones;
  const written = draft ?? (first ? writtenNumber(first) : '');
  const busy = keep.busy || start.busy;

  const call = async () => {
    if (busy) return;
    const number = parsePhoneNumber(written);
    setTrouble(number.ok ? null : describeFailure(number.failure).says);
    if (!number.ok) return;
    if (!settings.ownPhones.includes(number.value)) {
      const kept = await keep.send({ ownPhones: [...settings.ownPhones, number.value] });
      if (!kept.ok) return;
    }
    const started = await start.send({ number: number.value });
    if (started.ok) window.location.hash = '#/call';
  };
  const write = (text: string) => {
    setDraft(text);
    setTrouble(null);
  };
  return { written, write, call, busy, trouble, failure: keep.failure ?? start.failure };
}
