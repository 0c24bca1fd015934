import { useId, useState } from 'react';
import { MOST_BUSY_NOTE } from '../../../../domain/scheduling/busy-time.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

function Field(props: {
  label: string;
  type: string;
  value: string;
  onChange: (value: string) => void;
  most?: number;
}) {
  const id = useId();
  return (
    <p className="calendar-field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        type={props.type}
        value={props.value}
        maxLength={props.most}
        onChange={(event) => {
          props.onChange(event.target.value);
        }}
      />
    </p>
  );
}

/** A span in which no visit is offered. `day` is what the field starts with: 2026-03-05. */
export function BusyDialog({ day, timeZone, onClose }: { day: string; timeZone: string; onClose: () => void }) {
  const [date, setDate] = useState(day);
  const [from, setFrom] = useState('09:00');
  const [to, setTo] = useState('10:00');
  const [note, setNote] = useState('');
  const addition = useWish('busy.add');
  const complete = date !== '' && from !== '' && to !== '';
  const add = async () => {
    if (!complete) return;
    const answer = await addition.send({ starts: `${date}T${from}`, ends: `${date}T${to}`, note });
    if (answer.ok) onClose();
  };
  return (
    <Dialog
      title="Add a busy time"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="busy-time" busy={addition.busy} disabled={!complete}>
            Add
          </Button>
        </>
      }
    >
      <form
        id="busy-time"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className="soft">The agent offers no visit then. Times are those of {timeZone}.</p>
        <Field label="Day" type="date" value={date} onChange={setDate} />
        <Field label="From" type="time" value={from} onChange={setFrom} />
        <Field label="To" type="time" value={to} onChange={setTo} />
        <Field label="Note" type="text" value={note} onChange={setNote} most={MOST_BUSY_NOTE} />
        <FailureNotice failure={addition.failure} />
      </form>
    </Dialog>
  );
}
