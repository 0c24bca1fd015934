import { useEffect } from 'react';
import { useSettings, useSnapshot } from './bridge-context.tsx';
import { startRinging } from './ring.ts';

/** Rings as long as a call is offered that the human is to pick up. For the one page that is always there. */
export function useRinger(): void {
  const { phase, handler } = useSnapshot();
  const { ringerId } = useSettings().settings;
  const rings = phase === 'offered' && handler === 'human';
  useEffect(() => (rings ? startRinging(ringerId) : undefined), [rings, ringerId]);
}
