import type { CallFact } from '../record/call-fact.ts';
import type { CallEvent } from './call-event.ts';

/** The fact that an event is by itself, whatever the call is doing; null where that depends on the state. */
export function factOfCall(event: CallEvent): CallFact | null {
  switch (event.type) {
    case 'turnFinished':
      return { type: 'turnFinished', turn: event.turn };
    case 'agentTransitioned':
      return { type: 'agentTransitioned', from: event.from, to: event.to, reason: event.reason };
    case 'leadScored':
      return { type: 'leadScored', qualification: event.qualification };
    case 'objectionMet':
      return { type: 'objectionMet', objection: event.objection };
    case 'callerBargedIn':
      return {
        type: 'bargedIn',
        turnId: event.turnId,
        lineMs: event.lineMs,
        duckedMs: event.duckedMs,
        hushedMs: event.hushedMs,
      };
    case 'digitReceived':
      return { type: 'digitReceived', digit: event.digit, lineMs: event.lineMs };
    case 'legOpened':
      return { type: 'legOpened', leg: event.leg, callSid: event.callSid };
    case 'machineDetected': {
      const { callSid, answeredBy, tookMs } = event;
      return { type: 'machineDetected', callSid, answeredBy, tookMs };
    }
    case 'legEnded': {
      const { leg, callSid, connectedSeconds } = event;
      return { type: 'legEnded', leg, callSid, connectedSeconds };
    }
    case 'legPriced': {
      const { leg, callSid, price, currency } = event;
      return { type: 'legPriced', leg, callSid, price, currency };
    }
    case 'partDegraded':
      return { type: 'degraded', failure: event.failure };
    default:
      return null;
  }
}

/** How far the line's clock is, as an event tells it. */
export function lineMsOf(event: CallEvent): number | null {
  switch (event.type) {
    case 'turnFinished':
      return event.turn.endedMs;
    case 'callerBargedIn':
    case 'digitReceived':
    case 'gatesChanged':
    case 'lineMeasured':
    case 'lineEnded':
      return event.lineMs;
    default:
      return null;
  }
}
