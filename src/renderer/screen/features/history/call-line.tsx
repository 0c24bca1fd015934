import { GraduationCap, PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { callLineWords, type LineOfCall } from '../../bridge/call-line-words.ts';

/** Over which line a call went, which way, and with which number. */
export function CallLine({ call }: { call: LineOfCall }) {
  const Icon = call.line === 'practice' ? GraduationCap : call.direction === 'incoming' ? PhoneIncoming : PhoneOutgoing;
  return (
    <span className="call-line">
      <Icon className="icon" aria-hidden="true" />
      {callLineWords(call)}
    </span>
  );
}
