import { Search } from 'lucide-react';
import { useRef } from 'react';
import { Kbd } from './kbd.tsx';
import { useKeys } from './keys.tsx';

/** A search field; `/` goes to it, Escape empties it. */
export function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ key: '/', shows: '/', does: props.label, run: () => field.current?.focus() }]);
  return (
    <div className="search">
      <input
        ref={field}
        className="input"
        type="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.label}
        value={props.value}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          props.onChange('');
        }}
      />
      <Search className="icon" aria-hidden="true" />
      <Kbd keys="/" />
    </div>
  );
}
