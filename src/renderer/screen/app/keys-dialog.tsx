import { acceleratorWords } from '../features/settings/accelerator.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { KeyBinding } from '../ui/keys.tsx';

/** What every key does here and now. */
export function KeysDialog({
  keys,
  letters,
  takeOverHotKey,
  onClose,
}: {
  keys: readonly KeyBinding[];
  letters: boolean;
  takeOverHotKey: string;
  onClose: () => void;
}) {
  const hold = { shows: 'Space', does: 'Take over while a call is live: hold it for a quarter of a second' };
  const everywhere = {
    shows: acceleratorWords(takeOverHotKey),
    does: 'Take over, also while another program is in front',
  };
  const rows = [...new Map([...keys, hold, everywhere].map((row) => [`${row.shows} ${row.does}`, row])).values()];
  return (
    <Dialog title="Keys" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <dl className="keys-list">
        {rows.map(({ shows, does }) => (
          <div key={`${shows} ${does}`} style={{ display: 'contents' }}>
            <dt>
              <kbd className="kbd">{shows}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {letters ? null : <p className="soft">Single-letter keys are switched off under Settings.</p>}
    </Dialog>
  );
}
