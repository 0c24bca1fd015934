import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { bytesInWords } from './format.ts';
import { Mark, type MarkTone } from './mark.tsx';
import { Progress } from './progress.tsx';

export type ModelLineProps = {
  title: string;
  purpose: string;
  sizeBytes: number;
  state: { says: string; tone: MarkTone };
  about?: ReactNode;
  progress: { label: string; doneBytes: number; totalBytes: number } | null;
  onCancel: (() => void) | null;
  actions: readonly { says: string; busy: boolean; danger?: boolean; onPress: () => void }[];
  trouble?: ReactNode;
};

/** One model: what it is, how big, how it is, what can be done with it. */
export function ModelLine(props: ModelLineProps) {
  const { progress } = props;
  return (
    <li className="model-line">
      <div className="model-line-head">
        <div className="grow">
          <h3>{props.title}</h3>
          <p className="soft">{props.purpose}</p>
        </div>
        <span className="number soft">{bytesInWords(props.sizeBytes)}</span>
        <span className="model-line-state">
          <Mark tone={props.state.tone}>{props.state.says}</Mark>
        </span>
        <span className="model-line-actions">
          {props.actions.map((action) => (
            <Button
              key={action.says}
              look={action.danger ? 'danger' : 'plain'}
              busy={action.busy}
              onClick={action.onPress}
              aria-label={`${action.says} ${props.title}`}
            >
              {action.says}
            </Button>
          ))}
        </span>
      </div>
      {progress ? (
        <div className="row">
          <Progress
            label={progress.label}
            done={progress.doneBytes}
            total={progress.totalBytes}
            {...(progress.totalBytes > 0
              ? { shows: `${bytesInWords(progress.doneBytes)} of ${bytesInWords(progress.totalBytes)}` }
              : {})}
          />
          {props.onCancel ? (
            <Button onClick={props.onCancel} aria-label={`Cancel: ${props.title}`}>
              Cancel
            </Button>
          ) : null}
        </div>
      ) : null}
      {props.about}
      {props.trouble}
    </li>
  );
}
