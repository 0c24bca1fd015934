import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeTone = 'error' | 'warning' | 'info' | 'good';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info, good: CircleCheck };

/** Something to know: what it is, and what to do about it. `quiet` ones are not announced. */
export function Notice(props: {
  tone: NoticeTone;
  says: ReactNode;
  help?: ReactNode;
  action?: ReactNode;
  quiet?: boolean;
}) {
  const Icon = ICONS[props.tone];
  const role = props.quiet ? undefined : props.tone === 'error' ? 'alert' : 'status';
  return (
    <div className={`notice notice-${props.tone}`} role={role}>
      <Icon className="icon" aria-hidden="true" />
      <div className="grow">
        <p className="notice-says">{props.says}</p>
        {props.help ? <p className="notice-help">{props.help}</p> : null}
      </div>
      {props.action}
    </div>
  );
}
