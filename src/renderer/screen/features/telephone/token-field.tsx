import { useId, type ReactNode } from 'react';

/** The auth token, unreadable over the shoulder; the children say what becomes of it. */
export function TokenField(props: { value: string; onChange: (token: string) => void; children: ReactNode }) {
  const id = useId();
  const aboutId = useId();
  return (
    <div className="telephone-field">
      <label htmlFor={id}>Auth token</label>
      <input
        id={id}
        className="input"
        type="password"
        value={props.value}
        maxLength={80}
        aria-describedby={aboutId}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
      />
      <p id={aboutId} className="small soft">
        {props.children}
      </p>
    </div>
  );
}
