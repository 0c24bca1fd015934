import type { ReactNode } from 'react';
import { describeFailure, type Failure } from '../../../domain/failure.ts';
import { Notice } from '../ui/notice.tsx';

/** A failure in words: what is wrong and what to do. Draws nothing where there is none. */
export function FailureNotice(props: { failure: Failure | null; action?: ReactNode; quiet?: boolean }) {
  if (!props.failure) return null;
  const { says, help, severity } = describeFailure(props.failure);
  return (
    <Notice
      tone={severity === 'degraded' ? 'warning' : 'error'}
      says={says}
      help={help}
      action={props.action}
      quiet={props.quiet ?? false}
    />
  );
}
