import type { ReactNode } from 'react';

/** The frame of a screen: its name, what it is for, what can be done at once. The heading takes the focus on arrival. */
export function Page(props: { title: string; about?: ReactNode; tools?: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      <header className="page-head">
        <div className="grow">
          <h1 tabIndex={-1}>{props.title}</h1>
          {props.about ? <p className="page-about">{props.about}</p> : null}
        </div>
        {props.tools}
      </header>
      {props.children}
    </div>
  );
}
