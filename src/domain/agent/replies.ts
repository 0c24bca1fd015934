import { conversationReplies } from './conversation/conversation-replies.ts';
import { objectionReplies } from './objections/objection-replies.ts';
import { qualificationReplies } from './qualification/qualification-replies.ts';

/** All that is said in rehearsed words, besides comments on answers and questions, by name. */
export const replies = { ...conversationReplies, ...qualificationReplies, ...objectionReplies };
export type ReplyName = keyof typeof replies;
