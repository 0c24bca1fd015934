import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** A screen without content says what to do next. */
export function Empty(props: { icon: LucideIcon; title: string; children: ReactNode; action?: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className="empty">
      <Icon className="icon" aria-hidden="true" />
      <p className="empty-title">{props.title}</p>
      <p className="empty-text">{props.children}</p>
      {props.action}
    </div>
  );
}
