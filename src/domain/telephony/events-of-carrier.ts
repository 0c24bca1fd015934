import type { CallEvent } from '../call/call-event.ts';
import type { CarrierMessage } from './carrier-message.ts';

const ENDED: Readonly<Record<string, 'talked' | 'busy' | 'not-answered' | 'unreachable'>> = {
  completed: 'talked',
  answered: 'talked',
  busy: 'busy',
  'no-answer': 'not-answered',
  // Somebody here hung up while it rang, and knows that.
  canceled: 'talked',
  failed: 'unreachable',
};

/**
 * What a message of the Function means for the call. Of the leg that is rung it tells each step, and the end both of that
 * leg and of the dialling: each thing is taken from one of them.
 */
export function eventsOfCarrier(callId: string, message: CarrierMessage): CallEvent[] {
  switch (message.about) {
    case 'leg': {
      // Of a call that comes in it is the app's own leg, which the line has told of.
      if (message.CallSid === callId || message.CallStatus !== 'initiated') return [];
      return [{ type: 'legOpened', callId, leg: 'far-end', callSid: message.CallSid }];
    }
    case 'machine': {
      const { CallSid: callSid, AnsweredBy: answeredBy, MachineDetectionDuration: tookMs = null } = message;
      return [{ type: 'machineDetected', callId, callSid, answeredBy, tookMs }];
    }
    case 'end':
      return [...billed(callId, message), { type: 'farEndEnded', callId, how: ENDED[message.DialCallStatus]! }];
  }
}

function billed(callId: string, message: Extract<CarrierMessage, { about: 'end' }>): CallEvent[] {
  const { DialCallSid: callSid, DialCallDuration: connectedSeconds, Price: price, PriceUnit: currency } = message;
  if (callSid === undefined) return [];
  const of = { callId, leg: 'far-end', callSid } as const;
  return [
    ...(connectedSeconds === undefined ? [] : [{ type: 'legEnded', ...of, connectedSeconds } as const]),
    ...(price === undefined || currency === undefined ? [] : [{ type: 'legPriced', ...of, price, currency } as const]),
  ];
}
