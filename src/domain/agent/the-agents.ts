import { conversationAgent } from './conversation/conversation-agent.ts';
import { objectionHandlerAgent } from './objections/objection-handler-agent.ts';
import { qualificationAgent } from './qualification/qualification-agent.ts';
import type { Agents } from './route-turn.ts';
import { schedulerAgent } from './scheduler/scheduler-agent.ts';

/** The agents of a call. The first one has it before anybody has said anything; of equal bids the first wins. */
export const theAgents: Agents = [conversationAgent, qualificationAgent, objectionHandlerAgent, schedulerAgent];
